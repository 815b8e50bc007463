using System;
using System.Collections.Generic;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Networks;

/// <summary>A layer frozen as it was: inference alone.</summary>
internal sealed class FrozenStep(ILayer layer) : ILayer
{
    private readonly InferencePass pass = layer.Freeze();

    public ILayer Layer => layer;

    public int Inputs => layer.Inputs;

    public int Outputs => layer.Outputs;

    public IReadOnlyList<LayerParameter> Parameters => [];

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => throw new NotSupportedException("A frozen layer does not learn.");

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient) =>
        throw new NotSupportedException("A frozen layer does not learn.");

    public void Infer(ReadOnlySpan<float> input, Span<float> output) => pass(input, output);

    public InferencePass Freeze() => pass;
}
