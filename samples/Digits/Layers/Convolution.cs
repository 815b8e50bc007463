using System;
using System.Collections.Generic;

namespace NormGen.Samples.Digits.Layers;

/// <summary>
/// A 3x3 convolution of images in the order height, width, channels (NHWC), one image after the other:
/// its neighbourhoods as rows of a matrix, times the weights.
/// </summary>
internal sealed class Convolution : ILayer
{
    private readonly Patches patches;
    private readonly Weights weights;
    private readonly float[] rows;
    private readonly float[] rowsGradient;

    public Convolution(int side, int inputChannels, int outputChannels, int stride, bool hasBias, Random random)
    {
        patches = new Patches(side, inputChannels, stride);
        weights = new Weights(outputChannels, patches.PatchLength, hasBias, random);
        rows = new float[patches.Positions * patches.PatchLength];
        rowsGradient = new float[rows.Length];
        Outputs = patches.Positions * outputChannels;
    }

    public int Inputs => patches.ImageLength;

    public int Outputs { get; }

    public IReadOnlyList<LayerParameter> Parameters => weights.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(input, output);

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        weights.ClearGradients();
        for (var image = 0; image < input.Length / Inputs; image++)
        {
            var gradient = outputGradient.Slice(image * Outputs, Outputs);
            patches.Gather(input.Slice(image * Inputs, Inputs), rows);
            weights.AddGradients(rows, gradient);
            if (!inputGradient.IsEmpty)
            {
                weights.ApplyBackward(gradient, rowsGradient);
                patches.Scatter(rowsGradient, inputGradient.Slice(image * Inputs, Inputs));
            }
        }
    }

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var image = 0; image < input.Length / Inputs; image++)
        {
            patches.Gather(input.Slice(image * Inputs, Inputs), rows);
            weights.Apply(rows, output.Slice(image * Outputs, Outputs));
        }
    }

    public InferencePass Freeze() => Infer;
}
