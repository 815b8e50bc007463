using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Study.Tests.Moments;

/// <summary>A batch norm layer with its calls, whatever their signature.</summary>
internal abstract class LayerCase
{
    /// <summary>The number of channels, and of values of a channel in a sample; whether the channels lie side by side.</summary>
    public abstract (int Channels, int Positions, bool ChannelsLast) Shape { get; }

    public abstract NormalizationLayer Layer { get; }

    public int SampleLength => Shape.Channels * Shape.Positions;

    public static IReadOnlyList<Func<LayerCase>> All { get; } =
    [
        () => new FewFeaturesCase(), () => new ManyFeaturesCase(), () => new PackedPixelsCase(), () => new PixelsCase(),
        () => new PlanesCase(), () => new PlanesOfAnySizeCase(), () => new WithoutParametersCase(),
    ];

    public abstract void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments);

    public abstract void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments);

    public void Forward(ReadOnlySpan<float> input, Span<float> output) =>
        Layer.RunPass(Pass.Forward, new PassTensors { Input = input, Output = output, Batch = Batch(input.Length) });

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient) => Layer.RunPass(
        Pass.Backward,
        new PassTensors { Input = input, OutputGradient = outputGradient, InputGradient = inputGradient, Batch = Batch(input.Length) });

    /// <summary>All arrays of the layer, one after the other.</summary>
    public float[] State() => [.. Layer.Parameters.SelectMany(parameter => parameter.Value.ToArray().Concat(parameter.Gradient.ToArray()))];

    /// <summary>Gamma and beta other than 1 and 0.</summary>
    public LayerCase WithParameters()
    {
        var random = new Random(4);
        foreach (var parameter in Layer.Parameters.Where(parameter => parameter.IsTrainable))
        {
            foreach (ref var value in parameter.Value.Span)
            {
                value = random.NextSingle() + 0.5f;
            }
        }

        return this;
    }

    protected int Batch(int length) => length / SampleLength;

    private sealed class FewFeaturesCase : LayerCase
    {
        private readonly FewFeatures layer = new();

        public override (int Channels, int Positions, bool ChannelsLast) Shape => (FewFeatures.Channels, 1, true);

        public override NormalizationLayer Layer => layer;

        public override void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments) => layer.AccumulateMoments(input, moments);

        public override void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments) => layer.ForwardWith(input, output, moments);
    }

    private sealed class ManyFeaturesCase : LayerCase
    {
        private readonly ManyFeatures layer = new();

        public override (int Channels, int Positions, bool ChannelsLast) Shape => (ManyFeatures.Channels, 1, true);

        public override NormalizationLayer Layer => layer;

        public override void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments) => layer.AccumulateMoments(input, moments);

        public override void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments) => layer.ForwardWith(input, output, moments);
    }

    private sealed class PackedPixelsCase : LayerCase
    {
        private readonly PackedPixels layer = new();

        public override (int Channels, int Positions, bool ChannelsLast) Shape => (PackedPixels.Channels, PackedPixels.SpatialSize, true);

        public override NormalizationLayer Layer => layer;

        public override void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments) => layer.AccumulateMoments(input, moments);

        public override void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments) => layer.ForwardWith(input, output, moments);
    }

    private sealed class PixelsCase : LayerCase
    {
        private readonly Pixels layer = new();

        public override (int Channels, int Positions, bool ChannelsLast) Shape => (Pixels.Channels, Pixels.SpatialSize, true);

        public override NormalizationLayer Layer => layer;

        public override void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments) => layer.AccumulateMoments(input, moments);

        public override void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments) => layer.ForwardWith(input, output, moments);
    }

    private sealed class PlanesCase : LayerCase
    {
        private readonly Planes layer = new();

        public override (int Channels, int Positions, bool ChannelsLast) Shape => (Planes.Channels, Planes.SpatialSize, false);

        public override NormalizationLayer Layer => layer;

        public override void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments) => layer.AccumulateMoments(input, moments);

        public override void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments) => layer.ForwardWith(input, output, moments);
    }

    private sealed class PlanesOfAnySizeCase : LayerCase
    {
        private readonly PlanesOfAnySize layer = new();

        public override (int Channels, int Positions, bool ChannelsLast) Shape => (PlanesOfAnySize.Channels, 21, false);

        public override NormalizationLayer Layer => layer;

        public override void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments) =>
            layer.AccumulateMoments(input, moments, Batch(input.Length));

        public override void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments) =>
            layer.ForwardWith(input, output, moments, Batch(input.Length));
    }

    private sealed class WithoutParametersCase : LayerCase
    {
        private readonly WithoutParameters layer = new();

        public override (int Channels, int Positions, bool ChannelsLast) Shape => (WithoutParameters.Channels, WithoutParameters.SpatialSize, true);

        public override NormalizationLayer Layer => layer;

        public override void Accumulate(ReadOnlySpan<float> input, NormGen.Moments moments) => layer.AccumulateMoments(input, moments);

        public override void ForwardWith(ReadOnlySpan<float> input, Span<float> output, NormGen.Moments moments) => layer.ForwardWith(input, output, moments);
    }
}
