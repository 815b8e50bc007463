using System;
using System.Collections.Generic;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Layers;

/// <summary>
/// Every output is a weighted sum of all inputs of the same position: a dense layer with one position, a pointwise (1x1) convolution
/// with more.
/// </summary>
internal sealed class Linear(int positions, int inputs, int outputs, bool hasBias, Start start) : ILayer
{
    public Weights Weights { get; } = new(inputs, outputs, hasBias, start);

    public int Inputs => positions * inputs;

    public int Outputs => positions * outputs;

    public IReadOnlyList<LayerParameter> Parameters => Weights.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(input, output);

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        Weights.ClearGradients();
        Weights.AddGradients(input, outputGradient);
        if (!inputGradient.IsEmpty)
        {
            Weights.Backward(outputGradient, inputGradient);
        }
    }

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        Weights.Begin(output);
        Weights.AddTo(output, input);
    }

    public InferencePass Freeze() => Infer;

    /// <summary>A layer of the same shape with a bias, and weights of its own.</summary>
    public Linear WithBias() => new(positions, inputs, outputs, hasBias: true, new Start(new Random(0)));
}
