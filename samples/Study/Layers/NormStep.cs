using System;
using System.Collections.Generic;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Layers;

/// <summary>A generated normalization layer, whichever it is, as a step of a network.</summary>
/// <param name="layer">The layer.</param>
/// <param name="size">The number of values of a sample at its place.</param>
/// <param name="freeze">Makes the inference of the layer as it is then.</param>
internal sealed class NormStep(NormalizationLayer layer, int size, Func<InferencePass> freeze) : ILayer
{
    public NormalizationLayer Layer => layer;

    /// <summary>The layer's members as a batch norm; null if it is another normalization.</summary>
    public IBatchNorm? Batch => layer as IBatchNorm;

    public int Inputs => size;

    public int Outputs => size;

    public IReadOnlyList<LayerParameter> Parameters => layer.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => layer.Forward(input, output);

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient) =>
        layer.Backward(input, outputGradient, inputGradient);

    public void Infer(ReadOnlySpan<float> input, Span<float> output) => layer.Infer(input, output);

    public InferencePass Freeze() => freeze();
}
