using System;
using System.Collections.Generic;

namespace NormGen.Samples.Digits.Layers;

internal delegate void ForwardPass(ReadOnlySpan<float> input, Span<float> output);

internal delegate void BackwardPass(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient);

/// <summary>A generated normalization layer as a step of the network: its own methods, called through delegates.</summary>
internal sealed class Normalization(
    NormalizationLayer layer, int size, ForwardPass forward, BackwardPass backward, InferencePass infer, Func<InferencePass> freeze)
    : ILayer
{
    public int Inputs => size;

    public int Outputs => size;

    public IReadOnlyList<LayerParameter> Parameters => layer.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => forward(input, output);

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient) =>
        backward(input, outputGradient, inputGradient);

    public void Infer(ReadOnlySpan<float> input, Span<float> output) => infer(input, output);

    public InferencePass Freeze() => freeze();
}
