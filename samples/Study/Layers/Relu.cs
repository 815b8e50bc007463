using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Layers;

/// <summary>max(x, 0) on its own, where no normalization does it in passing. NaN stays NaN.</summary>
internal sealed class Relu(int size) : ILayer
{
    public int Inputs => size;

    public int Outputs => size;

    public IReadOnlyList<LayerParameter> Parameters => [];

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(input, output);

    public void Infer(ReadOnlySpan<float> input, Span<float> output) => Select(input, input, output);

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient) =>
        Select(input, outputGradient, inputGradient);

    public InferencePass Freeze() => Infer;

    /// <summary>0 where the input is 0 or less, else the value.</summary>
    private static void Select(ReadOnlySpan<float> input, ReadOnlySpan<float> values, Span<float> results)
    {
        var inputs = MemoryMarshal.Cast<float, Vector256<float>>(input);
        var sources = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var targets = MemoryMarshal.Cast<float, Vector256<float>>(results);
        for (var i = 0; i < inputs.Length; i++)
        {
            targets[i] = Vector256.AndNot(sources[i], Vector256.LessThanOrEqual(inputs[i], Vector256<float>.Zero));
        }

        for (var i = inputs.Length * Vector256<float>.Count; i < input.Length; i++)
        {
            results[i] = input[i] <= 0 ? 0 : values[i];
        }
    }
}
