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

    /// <summary>4u (|gamma| (1 + |x^|) + |beta| + |residual|); after an activation twice that and 2u |output|.</summary>
    /// <param name="input">The input.</param>
    /// <param name="gamma">The scale.</param>
    /// <param name="beta">The shift.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">The residual; empty for none.</param>
    public static double[] Output(
        NormalizedInput input,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        Activation activation,
        ReadOnlySpan<float> residual)
    {
        var bounds = new double[input.Values.Length];
        for (var index = 0; index < bounds.Length; index++)
        {
            var channel = input.View.ChannelOf(index);
            var added = residual.IsEmpty ? 0 : residual[index];
            var normalized = input.Values[index];
            var magnitude = (Math.Abs(gamma[channel]) * (1 + Math.Abs(normalized))) + Math.Abs(beta[channel]) + Math.Abs(added);
            var linear = (4 * U * magnitude) + Floor + (Spacing * Math.Abs(input.Input[index] - input.Mean[channel]));
            var output = ActivationReference.Value(activation, (gamma[channel] * normalized) + beta[channel] + added);
            bounds[index] = activation == Activation.None ? linear : (2 * linear) + (2 * U * Math.Abs(output));
        }

        return bounds;
    }

    /// <summary>
    /// 6u rstd (|gamma dy| + m|gamma dy| + |x^| m|gamma dy x^|), m the mean over the channel; after an activation twice that.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="gamma">The scale.</param>
    /// <param name="activation">The activation.</param>
    public static double[] InputGradient(
        NormalizedInput input, ReadOnlySpan<float> gradient, ReadOnlySpan<float> gamma, Activation activation)
    {
        var view = input.View;
        var plain = SumPerChannel(input, gradient, 1, 0);
        var weighted = SumPerChannel(input, gradient, 0, 1);
        var bounds = new double[gradient.Length];
        var factor = GradientFactor(activation);
        for (var index = 0; index < bounds.Length; index++)
        {
            var channel = view.ChannelOf(index);
            var own = Math.Abs(gradient[index]) + (plain[channel] / view.PerChannel) +
                (Math.Abs(input.Values[index]) * weighted[channel] / view.PerChannel);
            bounds[index] = (factor * input.Rstd(channel) * Math.Abs(gamma[channel]) * own) + Floor +
                (Spacing * Math.Abs(input.Input[index] - input.Mean[channel]));
        }

        return bounds;
    }

    /// <summary>
    /// Where the statistics do not depend on the input, the first of the three terms: 6u rstd |gamma dy|; after an activation
    /// twice that.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The gradient before the activation.</param>
    /// <param name="gamma">The scale.</param>
    /// <param name="activation">The activation.</param>
    public static double[] InferInputGradient(
        NormalizedInput input, ReadOnlySpan<float> gradient, ReadOnlySpan<float> gamma, Activation activation)
    {
        var bounds = new double[gradient.Length];
        var factor = GradientFactor(activation);
        for (var index = 0; index < bounds.Length; index++)
        {
            var channel = input.View.ChannelOf(index);
            var own = Math.Abs(gradient[index]);
            bounds[index] = (factor * input.Rstd(channel) * Math.Abs(gamma[channel]) * own) + Floor + (Spacing * own);
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
        for (var channel = 0; channel < bounds.Length; channel++)
        {
            bounds[channel] = (4 * U * (Math.Abs(expected[channel]) + Math.Sqrt(variance[channel]))) + Spacing;
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
        var sums = new double[input.View.Channels];
        for (var index = 0; index < gradient.Length; index++)
        {
            var weight = one + (ofNormalized * Math.Abs(input.Values[index]));
            sums[input.View.ChannelOf(index)] += Math.Abs(gradient[index]) * weight;
        }

        return sums;
    }
}
