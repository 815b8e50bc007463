using System;
using System.Linq;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>Results held against the reference, element by element, in units of the promised bound.</summary>
internal static class Accuracy
{
    /// <summary>Requires every result to be within its bound, and gives the worst ratio of error to bound.</summary>
    public static double Require(Workload work, KernelResult result)
    {
        var reference = new Reference(work);
        var bounds = new Bounds(work, reference);
        var (inferred, output) = (reference.Infer(), reference.Forward());
        double[] runningMean = Array.ConvertAll(work.RunningMean, value => (double)value);
        double[] runningVariance = Array.ConvertAll(work.RunningVariance, value => (double)value);
        var gradient = BeforeActivation(work, result.Output);
        var expected = reference.Backward(gradient);
        var (gammaBounds, betaBounds) =
            bounds.ParameterGradients(gradient, reference.Mean, reference.Variance, expected.Gamma, expected.Beta);
        var inferGradient = BeforeActivation(work, result.Inferred);
        var inferGradients = reference.InferBackward(inferGradient);
        var (inferGammaBounds, inferBetaBounds) =
            bounds.ParameterGradients(inferGradient, runningMean, runningVariance, inferGradients.Gamma, inferGradients.Beta);
        return new[]
        {
            Worst(work, "infer", Widen(result.Inferred), inferred, bounds.Output(runningMean, runningVariance, inferred)),
            Worst(work, "output", Widen(result.Output), output, bounds.Output(reference.Mean, reference.Variance, output)),
            Statistics(work, result, reference),
            Worst(work, "input gradient", Widen(result.InputGradient), expected.Input, bounds.InputGradient(gradient)),
            Worst(work, "gamma gradient", Widen(result.GammaGradient), expected.Gamma, gammaBounds),
            Worst(work, "beta gradient", Widen(result.BetaGradient), expected.Beta, betaBounds),
            Residual(work, "residual gradient", result.ResidualGradient, gradient),
            Worst(work, "infer input gradient", Widen(result.InferInputGradient), inferGradients.Input, bounds.InferInputGradient(inferGradient, runningVariance)),
            Worst(work, "infer gamma gradient", Widen(result.InferGammaGradient), inferGradients.Gamma, inferGammaBounds),
            Worst(work, "infer beta gradient", Widen(result.InferBetaGradient), inferGradients.Beta, inferBetaBounds),
            Residual(work, "infer residual gradient", result.InferResidualGradient, inferGradient),
        }.Max();
    }

    /// <summary>Requires mean and variance to be within their bounds.</summary>
    public static double Statistics(Workload work, KernelResult result, Reference reference) => Math.Max(
        Worst(work, "mean", result.Mean, reference.Mean, Bounds.Statistic(reference.Mean, reference.Variance)),
        Worst(work, "variance", result.Variance, reference.Variance, Bounds.Statistic(reference.Variance, reference.Variance)));

    /// <summary>
    /// The gradient that comes back through the activation, by the kernel's own output: beside a kink either derivative is right,
    /// but it must be the one that goes with the output.
    /// </summary>
    private static float[] BeforeActivation(Workload work, float[] output) => work.Spec.Activation switch
    {
        Activation.None => work.OutputGradient,
        Activation.Relu => [.. work.OutputGradient.Select((dy, at) => output[at] <= 0 ? 0 : dy)],
        _ => throw new NotSupportedException($"The derivative of {work.Spec.Activation} is not known here."),
    };

    private static double Worst(Workload work, string what, double[] actual, double[] expected, double[] bounds)
    {
        var worst = 0.0;
        for (var at = 0; at < actual.Length; at++)
        {
            var ratio = Math.Abs(actual[at] - expected[at]) / bounds[at];
            Assert.True(
                ratio <= 1, $"{work}: {what}[{at}] is {actual[at]:R}, expected {expected[at]:R}, {ratio:0.###} times the bound.");
            worst = Math.Max(worst, ratio);
        }

        return worst;
    }

    /// <summary>The residual's gradient is the one before the activation, to the bit but for the sign of a zero.</summary>
    private static double Residual(Workload work, string what, float[] actual, float[] expected)
    {
        if (work.Spec.Residual)
        {
            Assert.True(actual.AsSpan().SequenceEqual(expected), $"{work}: {what} is not the gradient before the activation.");
        }

        return 0;
    }

    private static double[] Widen(float[] values) => Array.ConvertAll(values, value => (double)value);
}
