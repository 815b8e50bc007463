using System;
using NormGen.Folding;
using NormGen.Runtime;

namespace NormGen;

/// <summary>Batch normalization taken into the weights before it, so that inference has none.</summary>
public static class BatchNormFolding
{
    /// <summary>
    /// Folds a batch norm into the convolution or the linear layer whose output it normalizes: afterwards that layer alone computes what
    /// both did. With <c>scale = gamma / sqrt(running variance + epsilon)</c> of each output channel, its weights become
    /// <c>weight scale</c> and its bias <c>(bias - running mean) scale + beta</c>.
    /// </summary>
    /// <remarks>
    /// Everything is computed in double and rounded once, so each new value is within 2^-24 of itself + 2^-149 of the exact one, a bias also
    /// + 2^-50 (|(bias - running mean) scale| + |beta|), and an output within 2^-24 (sum |new weight input| + |new bias|) and those of the exact
    /// output of both layers, beside what the convolution's own sum rounds. Past the largest float there is infinity. The batch norm itself stays as it is. An activation, an epilogue and a residual of its declaration
    /// come after the normalization, are not folded, and remain to be computed. Formula: Jacob et al., "Quantization and Training of
    /// Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018, section 3.2.
    /// </remarks>
    /// <param name="layer">The batch norm, of as many channels as the weights have output channels.</param>
    /// <param name="weights">The weights, which are replaced.</param>
    /// <param name="bias">The bias, one value for each output channel, which is replaced; zeros where there was none.</param>
    /// <param name="layout">
    /// The order of the weights' axes: <see cref="WeightLayout.OIHW"/> or <see cref="WeightLayout.HWIO"/>, with any number of groups.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The layer is no batch norm; a length does not fit; weights, bias and the layer's parameters overlap; or the layout is one of
    /// transposed convolutions.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A channel's scale or shift is not finite, as a running variance below -epsilon makes it.
    /// </exception>
    public static void FoldInto(
        this NormalizationLayer layer, Span<float> weights, Span<float> bias, WeightLayout layout = WeightLayout.OIHW)
    {
        var state = BatchNorm(layer);
        var channels = state.Shape.Channels;
        FoldingGuard.Require(state, weights, bias);
        var view = layout switch
        {
            WeightLayout.OIHW => new WeightView(1, channels, weights.Length / channels, 1),
            WeightLayout.HWIO => new WeightView(weights.Length / channels, channels, 1, 1),
            _ => throw FoldingGuard.NotOfLayout(state, layout),
        };
        Fold(state, view, weights, bias);
    }

    /// <summary>Folds a batch norm into the transposed convolution whose output it normalizes.</summary>
    /// <inheritdoc cref="FoldInto(NormalizationLayer, Span{float}, Span{float}, WeightLayout)"/>
    /// <param name="layer">The batch norm, of as many channels as the weights have output channels.</param>
    /// <param name="weights">The weights, which are replaced.</param>
    /// <param name="bias">The bias, one value for each output channel, which is replaced; zeros where there was none.</param>
    /// <param name="layout">The order of the weights' axes: <see cref="WeightLayout.IOHW"/> or <see cref="WeightLayout.HWOI"/>.</param>
    /// <param name="inputChannels">The number of input channels, 1 or more.</param>
    /// <param name="groups">The number of groups, which divides both numbers of channels; 1 with <see cref="WeightLayout.HWOI"/>.</param>
    /// <exception cref="ArgumentException">
    /// The layer is no batch norm; a length or a number does not fit; weights, bias and the layer's parameters overlap; or the layout is
    /// none of transposed convolutions.
    /// </exception>
    public static void FoldInto(
        this NormalizationLayer layer, Span<float> weights, Span<float> bias, WeightLayout layout, int inputChannels, int groups = 1)
    {
        var state = BatchNorm(layer);
        FoldingGuard.Require(state, weights, bias);
        FoldingGuard.RequireTransposed(state, weights.Length, layout, inputChannels, groups);
        var perGroup = state.Shape.Channels / groups;
        var window = weights.Length / (inputChannels * perGroup);
        var view = layout == WeightLayout.IOHW
            ? new WeightView(inputChannels, perGroup, window, groups)
            : new WeightView(window, perGroup, inputChannels, 1);
        Fold(state, view, weights, bias);
    }

    private static BatchNormState BatchNorm(NormalizationLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.State as BatchNormState ?? throw FoldingGuard.NoBatchNorm(layer.State);
    }

    private static void Fold(BatchNormState state, WeightView view, Span<float> weights, Span<float> bias)
    {
        var (scales, shifts) = (new double[bias.Length], new double[bias.Length]);
        for (var channel = 0; channel < scales.Length; channel++)
        {
            var (gamma, beta) = state.Options.Affine ? (state.Gamma[channel], state.Beta[channel]) : (1f, 0f);
            scales[channel] = gamma / Math.Sqrt(state.RunningVariance[channel] + state.Epsilon);
            shifts[channel] = ((bias[channel] - (double)state.RunningMean[channel]) * scales[channel]) + beta;
            FoldingGuard.RequireFinite(state, channel, scales[channel], shifts[channel]);
        }

        view.Scale(weights, scales);
        for (var channel = 0; channel < shifts.Length; channel++)
        {
            bias[channel] = (float)shifts[channel];
        }
    }
}
