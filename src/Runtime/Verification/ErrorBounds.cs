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
    public const double U = 1.0 / (1 << 24);
    public const double Spacing = float.Epsilon;

    private static readonly double Floor = Math.ScaleB(1, -144);

    /// <summary>The bound of a value before the activation: 4u of all that it is made of.</summary>
    /// <param name="magnitude">The absolute values of its parts, added up.</param>
    /// <param name="deviation">How far the input is from its mean.</param>
    public static double Linear(double magnitude, double deviation) =>
        (4 * U * magnitude) + Floor + (Spacing * Math.Abs(deviation));

    /// <summary>
    /// The bound of the value before the activation; after an activation twice that, times its steepness where a parameter makes it
    /// steeper than 1, and 2u |output|.
    /// </summary>
    /// <param name="value">The value before the activation.</param>
    /// <param name="activation">The activation.</param>
    public static double[] Output(PreActivation value, ActivationFunction activation)
    {
        if (activation.Kind == Activation.None)
        {
            return value.Bounds;
        }

        var bounds = new double[value.Values.Length];
        for (var index = 0; index < bounds.Length; index++)
        {
            var output = activation.Value(value.Values[index]);
            bounds[index] = (2 * activation.Growth * value.Bounds[index]) + (2 * U * Math.Abs(output));
        }

        return bounds;
    }

    /// <summary>
    /// 6u rstd (|scale h| + m|scale h| + |x^| m|scale h x^|), m the mean over the group and h the gradient before the activation; after an
    /// activation twice that, and the same of what h itself may be off, without the 6u.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="scale">The scale: gamma, or 1 + gamma.</param>
    public static double[] InputGradient(NormalizedInput input, GradientBeforeActivation gradient, double[] scale)
    {
        var groups = input.Groups;
        var plain = new double[groups.Count];
        var weighted = new double[groups.Count];
        foreach (var run in groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                var error = Math.Abs(scale[run.Channel]) * Error(gradient, index);
                plain[run.Group] += error;
                weighted[run.Group] += error * Math.Abs(input.Values[index]);
            }
        }

        var bounds = new double[gradient.Values.Length];
        foreach (var run in groups.Runs())
        {
            var rstd = input.Rstd(run.Group);
            var (mean, weightedMean) = (plain[run.Group] / groups.PerGroup, weighted[run.Group] / groups.PerGroup);
            for (var index = run.Start; index < run.End; index++)
            {
                var own = (Math.Abs(scale[run.Channel]) * Error(gradient, index)) + mean +
                    (Math.Abs(input.Values[index]) * weightedMean);
                bounds[index] = (rstd * own) + Floor +
                    (Spacing * Math.Abs(input.Input[index] - input.Mean[run.Group]));
            }
        }

        return bounds;
    }

    /// <summary>
    /// Where the statistics do not depend on the input, the first of the three terms: 6u rstd |scale h|, after an activation twice that
    /// and what h itself may be off.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="scale">The scale.</param>
    public static double[] InferInputGradient(NormalizedInput input, GradientBeforeActivation gradient, double[] scale)
    {
        var bounds = new double[gradient.Values.Length];
        foreach (var run in input.Groups.Runs())
        {
            var factor = input.Rstd(run.Group) * Math.Abs(scale[run.Channel]);
            for (var index = run.Start; index < run.End; index++)
            {
                bounds[index] = (factor * Error(gradient, index)) + Floor + (Spacing * Math.Abs(gradient.Values[index]));
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

    /// <summary>4u sum((|h| + e) (1 + |x^|)) + 2u |dgamma|, h the gradient before the activation and 4u e what it may be off.</summary>
    public static double[] GammaGradient(
        NormalizedInput input, GradientBeforeActivation gradient, ReadOnlySpan<double> expected) =>
        WithResult(SumPerChannel(input, gradient, 1, 1), expected);

    /// <summary>4u sum(|h| + e) + 2u |dbeta|.</summary>
    public static double[] BetaGradient(
        NormalizedInput input, GradientBeforeActivation gradient, ReadOnlySpan<double> expected) =>
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

    /// <summary>How far the gradient before the activation, and what is done to it, may be off.</summary>
    private static double Error(GradientBeforeActivation gradient, int index) =>
        ((gradient.IsActivated ? 12 : 6) * U * Math.Abs(gradient.Values[index])) + gradient.Slack[index];

    private static double[] WithResult(double[] sums, ReadOnlySpan<double> expected)
    {
        for (var channel = 0; channel < sums.Length; channel++)
        {
            sums[channel] += (2 * U * Math.Abs(expected[channel])) + Spacing;
        }

        return sums;
    }

    /// <summary>The sum of 4u |h| and of what h may be off, times one + ofNormalized |x^|.</summary>
    private static double[] SumPerChannel(NormalizedInput input, GradientBeforeActivation gradient, double one, double ofNormalized)
    {
        var sums = new double[input.Groups.View.Channels];
        foreach (var run in input.Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                // A term that is not there must not make NaN of a bound, as the normalized value may.
                var weight = ofNormalized == 0 ? one : one + (ofNormalized * Math.Abs(input.Values[index]));
                sums[run.Channel] += ((4 * U * Math.Abs(gradient.Values[index])) + gradient.Slack[index]) * weight;
            }
        }

        return sums;
    }
}
