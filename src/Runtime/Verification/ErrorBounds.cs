using System;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>The promised error bounds, element by element.</summary>
/// <remarks>
/// u = 2^-24. The absolute terms are what a float can hold: 2^-144 for tensors, as promised, and the spacing of subnormal numbers
/// for statistics and parameter gradients, since no float lies nearer.
/// </remarks>
internal static class ErrorBounds
{
    private const double U = 1.0 / (1 << 24);
    private const double Spacing = float.Epsilon;

    private static readonly double Floor = Math.ScaleB(1, -144);

    /// <summary>4u (|scale| (1 + |x^|) + |beta| + |residual|); after an activation twice that and 2u |output|.</summary>
    /// <param name="input">The input.</param>
    /// <param name="scale">The scale: gamma, or 1 + gamma.</param>
    /// <param name="beta">The shift; empty for none.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">The residual; empty for none.</param>
    public static double[] Output(
        NormalizedInput input,
        double[] scale,
        ReadOnlySpan<float> beta,
        Activation activation,
        ReadOnlySpan<float> residual)
    {
        var bounds = new double[input.Values.Length];
        foreach (var run in input.Groups.Runs())
        {
            var (factor, shift) = (scale[run.Channel], beta.IsEmpty ? 0 : beta[run.Channel]);
            for (var index = run.Start; index < run.End; index++)
            {
                var added = residual.IsEmpty ? 0 : residual[index];
                var normalized = input.Values[index];
                var magnitude = (Math.Abs(factor) * (1 + Math.Abs(normalized))) + Math.Abs(shift) + Math.Abs(added);
                var linear = (4 * U * magnitude) + Floor + (Spacing * Math.Abs(input.Input[index] - input.Mean[run.Group]));
                var output = ActivationReference.Value(activation, (factor * normalized) + shift + added);
                bounds[index] = activation == Activation.None ? linear : (2 * linear) + (2 * U * Math.Abs(output));
            }
        }

        return bounds;
    }

    /// <summary>
    /// 6u rstd (|scale dy| + m|scale dy| + |x^| m|scale dy x^|), m the mean over the group; after an activation twice that.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="scale">The scale: gamma, or 1 + gamma.</param>
    /// <param name="activation">The activation.</param>
    public static double[] InputGradient(
        NormalizedInput input, ReadOnlySpan<float> gradient, double[] scale, Activation activation)
    {
        var groups = input.Groups;
        var plain = new double[groups.Count];
        var weighted = new double[groups.Count];
        foreach (var run in groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                var scaled = Math.Abs(scale[run.Channel] * gradient[index]);
                plain[run.Group] += scaled;
                weighted[run.Group] += scaled * Math.Abs(input.Values[index]);
            }
        }

        var bounds = new double[gradient.Length];
        foreach (var run in groups.Runs())
        {
            var factor = GradientFactor(activation) * input.Rstd(run.Group);
            var (mean, weightedMean) = (plain[run.Group] / groups.PerGroup, weighted[run.Group] / groups.PerGroup);
            for (var index = run.Start; index < run.End; index++)
            {
                var own = Math.Abs(scale[run.Channel] * gradient[index]) + mean +
                    (Math.Abs(input.Values[index]) * weightedMean);
                bounds[index] = (factor * own) + Floor +
                    (Spacing * Math.Abs(input.Input[index] - input.Mean[run.Group]));
            }
        }

        return bounds;
    }

    /// <summary>
    /// Where the statistics do not depend on the input, the first of the three terms: 6u rstd |scale dy|; after an activation
    /// twice that.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="activation">The activation.</param>
    public static double[] InferInputGradient(
        NormalizedInput input, ReadOnlySpan<float> gradient, double[] scale, Activation activation)
    {
        var bounds = new double[gradient.Length];
        foreach (var run in input.Groups.Runs())
        {
            var factor = GradientFactor(activation) * input.Rstd(run.Group) * Math.Abs(scale[run.Channel]);
            for (var index = run.Start; index < run.End; index++)
            {
                var own = Math.Abs(gradient[index]);
                bounds[index] = (factor * own) + Floor + (Spacing * own);
            }
        }

        return bounds;
    }

    /// <summary>What another gradient, added to that of the input, may cost: 2u of it.</summary>
    /// <param name="bounds">The bounds of the gradient by the input.</param>
    /// <param name="added">The gradient that is added; empty for none.</param>
    public static double[] WithGradientAdded(double[] bounds, ReadOnlySpan<float> added)
    {
        for (var index = 0; index < added.Length; index++)
        {
            bounds[index] += 2 * U * Math.Abs(added[index]);
        }

        return bounds;
    }

    /// <summary>The gradient of the residual is the gradient before the activation: so far exactly dy or 0.</summary>
    public static double[] ResidualGradient(ReadOnlySpan<float> gradient) => new double[gradient.Length];

    /// <summary>4u sum(|dy| (1 + |x^|)) + 2u |dgamma|.</summary>
    public static double[] GammaGradient(NormalizedInput input, ReadOnlySpan<float> gradient, ReadOnlySpan<double> expected) =>
        WithResult(SumPerChannel(input, gradient, 1, 1), expected);

    /// <summary>4u sum |dy| + 2u |dbeta|.</summary>
    public static double[] BetaGradient(NormalizedInput input, ReadOnlySpan<float> gradient, ReadOnlySpan<double> expected) =>
        WithResult(SumPerChannel(input, gradient, 1, 0), expected);

    /// <summary>4u (|value| + sigma), for saved and running statistics.</summary>
    public static double[] Statistics(ReadOnlySpan<double> expected, ReadOnlySpan<double> variance)
    {
        var bounds = new double[expected.Length];
        for (var index = 0; index < bounds.Length; index++)
        {
            bounds[index] = (4 * U * (Math.Abs(expected[index]) + Math.Sqrt(variance[index]))) + Spacing;
        }

        return bounds;
    }

    private static double GradientFactor(Activation activation) => activation == Activation.None ? 6 * U : 12 * U;

    private static double[] WithResult(double[] sums, ReadOnlySpan<double> expected)
    {
        for (var channel = 0; channel < sums.Length; channel++)
        {
            sums[channel] = (4 * U * sums[channel]) + (2 * U * Math.Abs(expected[channel])) + Spacing;
        }

        return sums;
    }

    /// <summary>sum |dy| (one + ofNormalized |x^|).</summary>
    private static double[] SumPerChannel(NormalizedInput input, ReadOnlySpan<float> gradient, double one, double ofNormalized)
    {
        var sums = new double[input.Groups.View.Channels];
        foreach (var run in input.Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                var weight = one + (ofNormalized * Math.Abs(input.Values[index]));
                sums[run.Channel] += Math.Abs(gradient[index]) * weight;
            }
        }

        return sums;
    }
}
