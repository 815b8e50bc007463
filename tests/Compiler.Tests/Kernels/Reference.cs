extern alias attributes;
extern alias runtime;

using System;
using BatchNormReference = runtime::NormGen.Reference.BatchNormReference;
using GroupStatistics = runtime::NormGen.Reference.GroupStatistics;
using PublicActivation = attributes::NormGen.Activation;
using StatisticGroups = runtime::NormGen.Reference.StatisticGroups;
using TensorView = runtime::NormGen.Reference.TensorView;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>What the double reference of the runtime says about a workload. It reads the public enums, hence the aliases.</summary>
internal sealed class Reference
{
    private readonly Workload work;
    private readonly TensorView view;
    private readonly PublicActivation activation;

    public Reference(Workload work)
    {
        this.work = work;
        view = new(work.Outer, work.Spec.Channels, work.Inner);
        activation = Enum.Parse<PublicActivation>(work.Spec.Activation.ToString());
        var statistics = GroupStatistics.Of(work.Input, StatisticGroups.OfChannels(view));
        (Mean, Variance) = (statistics.Mean.ToArray(), statistics.Variance.ToArray());
    }

    public double[] Mean { get; }

    public double[] Variance { get; }

    public double[] Infer() => BatchNormReference.Infer(
        work.Input, view, work.Gamma, work.Beta, work.RunningMean, work.RunningVariance, Workload.Epsilon, activation, work.Residual);

    public double[] Forward() =>
        BatchNormReference.Forward(work.Input, view, work.Gamma, work.Beta, Workload.Epsilon, activation, work.Residual);

    /// <summary>The gradients by input, gamma and beta, from the gradient before the activation.</summary>
    public (double[] Input, double[] Gamma, double[] Beta) Backward(float[] gradient)
    {
        var gradients = BatchNormReference.Backward(work.Input, gradient, view, work.Gamma, work.Beta, Workload.Epsilon);
        return (gradients.Input.ToArray(), gradients.Gamma.ToArray(), gradients.Beta.ToArray());
    }

    /// <summary>The gradients of inference by input, gamma and beta, from the gradient before the activation.</summary>
    public (double[] Input, double[] Gamma, double[] Beta) InferBackward(float[] gradient)
    {
        var gradients = BatchNormReference.InferBackward(
            work.Input, gradient, view, work.Gamma, work.Beta, work.RunningMean, work.RunningVariance, Workload.Epsilon);
        return (gradients.Input.ToArray(), gradients.Gamma.ToArray(), gradients.Beta.ToArray());
    }

    /// <summary>The normalized input x^ for given statistics.</summary>
    public double[] Standardize(double[] mean, double[] variance) =>
        BatchNormReference.Standardize(work.Input, view, mean, variance, Workload.Epsilon);
}
