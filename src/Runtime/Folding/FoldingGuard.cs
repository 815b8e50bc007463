using System;
using System.Globalization;
using NormGen.Runtime;

namespace NormGen.Folding;

/// <summary>What folding checks before it writes.</summary>
internal static class FoldingGuard
{
    public static void Require(BatchNormState state, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        var channels = state.Shape.Channels;
        if (bias.Length != channels)
        {
            throw Wrong(state, $"bias has {Text(bias.Length)} elements; expected one for each of {Text(channels)} output channels", nameof(bias));
        }

        if (weights.IsEmpty || weights.Length % channels != 0)
        {
            throw Wrong(state, $"weights has {Text(weights.Length)} elements; expected a multiple of {Text(channels)} output channels", nameof(weights));
        }

        if (weights.Overlaps(bias))
        {
            throw Wrong(state, "weights overlaps bias; they must lie apart", nameof(weights));
        }

        state.RequireOutside(weights);
        state.RequireOutside(bias);
    }

    public static void RequireTransposed(BatchNormState state, int length, WeightLayout layout, int inputChannels, int groups)
    {
        if (layout is not (WeightLayout.IOHW or WeightLayout.HWOI))
        {
            throw Wrong(state, $"WeightLayout.{layout} is none of a transposed convolution; leave out the input channels, or expected IOHW or HWOI", nameof(layout));
        }

        var channels = state.Shape.Channels;
        if (groups < 1 || channels % groups != 0 || (layout == WeightLayout.HWOI && groups != 1))
        {
            throw Wrong(state, $"groups is {Text(groups)}; expected {(layout == WeightLayout.HWOI ? "1, as HWOI has no groups" : $"a divisor of {Text(channels)} output channels")}", nameof(groups));
        }

        if (inputChannels < 1 || inputChannels % groups != 0)
        {
            throw Wrong(state, $"inputChannels is {Text(inputChannels)}; expected a multiple of {Text(groups)} groups, 1 or more", nameof(inputChannels));
        }

        var pairs = (long)inputChannels * (channels / groups);
        if (length % pairs != 0)
        {
            throw Wrong(state, $"weights has {Text(length)} elements; expected a multiple of {Text(inputChannels)} input channels times {Text(channels / groups)} output channels of a group", "weights");
        }
    }

    public static void RequireFinite(BatchNormState state, int channel, double scale, double shift)
    {
        if (!double.IsFinite(scale) || !double.IsFinite(shift))
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{state.Shape.Layer}: channel {channel} cannot be folded: its scale is {scale} and its new bias {shift}; expected finite numbers. Its running mean is {state.RunningMean[channel]}, its running variance {state.RunningVariance[channel]}."));
        }
    }

    public static ArgumentException NoBatchNorm(LayerState state) =>
        Wrong(state, "only a batch norm can be folded; the statistics of others are those of the input", "layer");

    public static ArgumentException NotOfLayout(LayerState state, WeightLayout layout) => layout is WeightLayout.IOHW or WeightLayout.HWOI
        ? Wrong(state, $"WeightLayout.{layout} is that of a transposed convolution; give the number of input channels, too", nameof(layout))
        : Wrong(state, $"there is no WeightLayout {Text((int)layout)}", nameof(layout));

    private static ArgumentException Wrong(LayerState state, string problem, string parameter) =>
        new($"{state.Shape.Layer}: {problem}. The layer is {state.Shape}.", parameter);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
