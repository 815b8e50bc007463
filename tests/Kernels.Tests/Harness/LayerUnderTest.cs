using System;
using System.Linq;
using System.Runtime.InteropServices;
using NormGen.Kernels.Tests.Layers;
using NormGen.Kernels.Tests.Support;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>
/// One face for all generated layers: the batch is always given, and a layer without gamma and beta shows ones and zeros and has
/// no gradients of them.
/// </summary>
internal sealed class LayerUnderTest
{
    private readonly NormalizationLayer layer;
    private readonly Func<NormalizationLayer, InferCall> freeze;
    private readonly float[] ones;
    private readonly float[] zeros;

    public LayerUnderTest(LayerCase declared, NormalizationLayer layer, Func<NormalizationLayer, InferCall> freeze)
    {
        Case = declared;
        this.layer = layer;
        this.freeze = freeze;
        ones = [.. Enumerable.Repeat(1f, declared.Channels)];
        zeros = new float[declared.Channels];
    }

    public LayerCase Case { get; }

    public NormalizationLayer Layer => layer;

    public IBatchNormLayer Statistics => (IBatchNormLayer)layer;

    public IAffineLayer? Affine => layer as IAffineLayer;

    public ReadOnlySpan<float> Gamma => Affine is { } affine ? affine.Gamma : ones;

    public ReadOnlySpan<float> Beta => Affine is { } affine ? affine.Beta : zeros;

    public void Infer(ReadOnlySpan<float> input, Span<float> output, int batch)
    {
        if (layer is IAtCallPasses atCall)
        {
            atCall.Infer(input, output, batch);
        }
        else
        {
            ((ISizedPasses)layer).Infer(input, output);
        }
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int batch)
    {
        if (layer is IAtCallPasses atCall)
        {
            atCall.Forward(input, output, batch);
        }
        else
        {
            ((ISizedPasses)layer).Forward(input, output);
        }
    }

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, int batch)
    {
        if (layer is IAtCallPasses atCall)
        {
            atCall.Backward(input, outputGradient, inputGradient, batch);
        }
        else
        {
            ((ISizedPasses)layer).Backward(input, outputGradient, inputGradient);
        }
    }

    public InferCall Freeze() => freeze(layer);

    /// <summary>Fills gamma and beta with values of both signs, a zero gamma among them.</summary>
    public LayerUnderTest WithParameters(int seed = 1)
    {
        if (Affine is { } affine)
        {
            var random = new FillRandom(seed);
            for (var channel = 0; channel < Case.Channels; channel++)
            {
                affine.Gamma[channel] = channel % 11 == 7 ? 0 : (float)(1 + random.Normal());
                affine.Beta[channel] = (float)(0.5 * random.Normal());
            }
        }

        return this;
    }

    /// <summary>Everything of the layer that a user can see, as bits: equal arrays mean that nothing changed.</summary>
    public int[] Snapshot()
    {
        int[] counted = [(int)Statistics.BatchesTracked];
        return
        [
            .. counted, .. Bits(Gamma), .. Bits(Beta), .. Bits(Statistics.RunningMean), .. Bits(Statistics.RunningVariance),
            .. Affine is { } affine ? (int[])[.. Bits(affine.GammaGradient), .. Bits(affine.BetaGradient)] : [],
            .. Bits(Statistics.SavedMean), .. Bits(Statistics.SavedRstd),
        ];
    }

    private static int[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();
}
