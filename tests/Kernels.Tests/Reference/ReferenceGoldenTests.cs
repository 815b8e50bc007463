using System;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Reference;

/// <summary>The reference against PyTorch's float64, to the precision of doubles, in both orders of memory.</summary>
public class ReferenceGoldenTests
{
    // Relative to the largest value of a tensor: sums of doubles in another order.
    private const double Precision = 1e-12;

    public static TheoryData<string> Names => Golden.Names;

    public static TheoryData<string> BatchNormNames => Golden.BatchNormNames;

    [Theory]
    [MemberData(nameof(BatchNormNames))]
    public void Infer_equals_PyTorch(string name)
    {
        var golden = new Golden(name);
        var output = BatchNormReference.Infer(
            golden.Floats("input"),
            golden.View,
            golden.Floats("gamma"),
            golden.Floats("beta"),
            golden.Floats("running_mean"),
            golden.Floats("running_var"),
            golden.Epsilon,
            golden.Activation,
            Residual(golden),
            golden.Alpha);
        RequireEqual(golden["infer_output"], output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_equals_PyTorch(string name)
    {
        var golden = new Golden(name);
        var input = golden.Floats("input");
        RequireEqual(golden["train_output"], Forward(golden, input, golden.View, Residual(golden)));

        var groups = golden.GroupsOf(golden.View);
        var statistics = GroupStatistics.Of(input, groups, golden.HasMean);
        RequireEqual(golden["saved_mean"], statistics.Mean);
        for (var group = 0; group < groups.Count; group++)
        {
            Assert.Equal(golden["saved_rstd"][group], statistics.Rstd(group, golden.Epsilon), Precision);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_equals_PyTorch(string name)
    {
        var golden = new Golden(name);
        var gradients = Backward(golden, golden.Floats("input"), golden.Floats("output_grad"), golden.View, Residual(golden));
        RequireEqual(golden["input_grad"], gradients.Input);
        RequireEqual(golden["gamma_grad"], gradients.Gamma);
        if (golden.HasMean)
        {
            RequireEqual(golden["beta_grad"], gradients.Beta);
        }

        if (golden.HasResidual)
        {
            RequireEqual(golden["residual_grad"], gradients.Residual);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Channels_last_gives_the_same(string name)
    {
        var golden = new Golden(name);
        var view = golden.ChannelsLastView;
        var input = Permutation.ToChannelsLast(golden.Floats("input"), golden.View);
        var gradient = Permutation.ToChannelsLast(golden.Floats("output_grad"), golden.View);
        var residual = Permutation.ToChannelsLast(Residual(golden), golden.View);
        RequireEqual(
            Permutation.ToChannelsLast(golden["train_output"], golden.View), Forward(golden, input, view, residual));
        var gradients = Backward(golden, input, gradient, view, residual);
        RequireEqual(Permutation.ToChannelsLast(golden["input_grad"], golden.View), gradients.Input);
        RequireEqual(golden["gamma_grad"], gradients.Gamma);
    }

    [Theory]
    [MemberData(nameof(BatchNormNames))]
    public void Running_statistics_equal_PyTorch(string name)
    {
        var golden = new Golden(name);
        var isCumulative = double.IsNaN(golden.Momentum);
        var batch = GroupStatistics.Of(golden.Floats("input"), golden.GroupsOf(golden.View));
        var mean = isCumulative ? new double[golden.View.Channels] : golden["running_mean"];
        var variance = isCumulative ? new double[golden.View.Channels] : golden["running_var"];
        for (var step = 1; step <= golden.Steps; step++)
        {
            for (var channel = 0; channel < mean.Length; channel++)
            {
                mean[channel] = RunningReference.Mean(
                    mean[channel], batch.Mean[channel], Dialect.PyTorch, golden.Momentum, step);
                variance[channel] = RunningReference.Variance(
                    variance[channel], batch.Variance[channel], golden.View.PerChannel, Dialect.PyTorch, golden.Momentum, step);
            }
        }

        RequireEqual(golden["running_mean_after"], mean);
        RequireEqual(golden["running_var_after"], variance);
    }

    private static float[] Residual(Golden golden) => golden.HasResidual ? golden.Floats("residual") : [];

    private static double[] Forward(Golden golden, float[] input, TensorView view, float[] residual) => golden.IsBatchNorm
        ? BatchNormReference.Forward(
            input, view, golden.Floats("gamma"), golden.Beta, golden.Epsilon, golden.Activation, residual, golden.Alpha)
        : SampleNormReference.Forward(
            input,
            golden.GroupsOf(view),
            golden.Floats("gamma"),
            golden.Beta,
            golden.Epsilon,
            golden.HasMean,
            activation: golden.Activation,
            residual: residual,
            alpha: golden.Alpha);

    private static NormalizationGradients Backward(
        Golden golden, float[] input, float[] outputGradient, TensorView view, float[] residual) => golden.IsBatchNorm
        ? BatchNormReference.Backward(
            input,
            outputGradient,
            view,
            golden.Floats("gamma"),
            golden.Beta,
            golden.Epsilon,
            golden.Activation,
            residual,
            golden.Alpha)
        : SampleNormReference.Backward(
            input,
            outputGradient,
            golden.GroupsOf(view),
            golden.Floats("gamma"),
            golden.Beta,
            golden.Epsilon,
            golden.HasMean,
            activation: golden.Activation,
            residual: residual,
            alpha: golden.Alpha);

    private static void RequireEqual(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = 1.0;
        foreach (var value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (var index = 0; index < expected.Length; index++)
        {
            var error = Math.Abs(expected[index] - actual[index]);
            Assert.True(error <= Precision * scale, $"[{index}]: {expected[index]}, {actual[index]}");
        }
    }
}
