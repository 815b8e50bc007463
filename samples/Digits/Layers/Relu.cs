using System;
using System.Collections.Generic;

namespace NormGen.Samples.Digits.Layers;

/// <summary>max(x, 0) on its own, where no normalization does it in passing.</summary>
internal sealed class Relu(int size) : ILayer
{
    public int Inputs => size;

    public int Outputs => size;

    public IReadOnlyList<LayerParameter> Parameters => [];

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(input, output);

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        for (var i = 0; i < input.Length; i++)
        {
            inputGradient[i] = input[i] <= 0 ? 0 : outputGradient[i];
        }
    }

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = input[i] <= 0 ? 0 : input[i];
        }
    }

    public InferencePass Freeze() => Infer;
}
