using System;
using System.Collections.Generic;

namespace NormGen.Samples.Digits.Layers;

/// <summary>Every output is a weighted sum of all inputs.</summary>
internal sealed class Dense(int inputs, int outputs, bool hasBias, Random random) : ILayer
{
    private readonly Weights weights = new(outputs, inputs, hasBias, random);

    public int Inputs => inputs;

    public int Outputs => outputs;

    public IReadOnlyList<LayerParameter> Parameters => weights.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(input, output);

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        weights.ClearGradients();
        weights.AddGradients(input, outputGradient);
        if (!inputGradient.IsEmpty)
        {
            weights.ApplyBackward(outputGradient, inputGradient);
        }
    }

    public void Infer(ReadOnlySpan<float> input, Span<float> output) => weights.Apply(input, output);

    public InferencePass Freeze() => Infer;
}
