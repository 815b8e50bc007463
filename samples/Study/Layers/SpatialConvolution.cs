using System;
using System.Collections.Generic;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Layers;

/// <summary>
/// A 3x3 convolution over space and channels, tensors in the order height, width, channels (NHWC): neighbourhoods as rows of a matrix,
/// times the weights.
/// </summary>
internal sealed class SpatialConvolution : ILayer
{
    private readonly int side;
    private readonly int channels;
    private readonly int positions;
    private readonly int[] pixels;
    private readonly float[] rows;
    private readonly float[] rowsGradient;
    private readonly Weights weights;

    public SpatialConvolution(int side, int channels, int outputChannels, Start start)
    {
        var window = new Window(side, Stride: 1);
        (this.side, this.channels, positions, pixels) = (side, channels, window.Positions, window.Pixels());
        rows = new float[pixels.Length * channels];
        rowsGradient = new float[rows.Length];
        weights = new Weights(Window.Taps * channels, outputChannels, hasBias: true, start);
        Outputs = positions * outputChannels;
    }

    public int Inputs => side * side * channels;

    public int Outputs { get; }

    public IReadOnlyList<LayerParameter> Parameters => weights.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(input, output);

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        weights.Begin(output);
        for (var image = 0; image < input.Length / Inputs; image++)
        {
            Gather(input.Slice(image * Inputs, Inputs));
            weights.AddTo(output.Slice(image * Outputs, Outputs), rows);
        }
    }

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        weights.ClearGradients();
        for (var image = 0; image < input.Length / Inputs; image++)
        {
            var gradient = outputGradient.Slice(image * Outputs, Outputs);
            Gather(input.Slice(image * Inputs, Inputs));
            weights.AddGradients(rows, gradient);
            if (!inputGradient.IsEmpty)
            {
                weights.Backward(gradient, rowsGradient);
                Scatter(inputGradient.Slice(image * Inputs, Inputs));
            }
        }
    }

    public InferencePass Freeze() => Infer;

    private void Gather(ReadOnlySpan<float> image)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var to = rows.AsSpan(i * channels, channels);
            if (pixels[i] < 0)
            {
                to.Clear();
            }
            else
            {
                image.Slice(pixels[i] * channels, channels).CopyTo(to);
            }
        }
    }

    private void Scatter(Span<float> image)
    {
        image.Clear();
        for (var i = 0; i < pixels.Length; i++)
        {
            for (var channel = 0; channel < channels && pixels[i] >= 0; channel++)
            {
                image[pixels[i] * channels + channel] += rowsGradient[i * channels + channel];
            }
        }
    }
}
