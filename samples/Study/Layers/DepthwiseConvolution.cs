using System;
using System.Collections.Generic;
using System.Runtime.Intrinsics;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Study.Layers;

/// <summary>A 3x3 convolution of each channel by itself, NHWC: a row of the weights per tap of the window.</summary>
internal sealed class DepthwiseConvolution : ILayer
{
    private const int Lanes = 8;

    private readonly int side;
    private readonly int channels;
    private readonly int stride;
    private readonly int[] pixels;

    public DepthwiseConvolution(int side, int channels, int stride, bool hasBias, Start start)
    {
        (this.side, this.stride) = (side, stride);
        if (channels % Lanes != 0)
        {
            throw new ArgumentException($"Expected a multiple of {Lanes} channels; got {channels}.", nameof(channels));
        }

        var window = new Window(side, stride);
        (this.channels, pixels) = (channels, window.Pixels());
        Weights = new Weights(Window.Taps, channels, hasBias, start);
        (Inputs, Outputs) = (side * side * channels, window.Positions * channels);
    }

    public Weights Weights { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    public IReadOnlyList<LayerParameter> Parameters => Weights.Parameters;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(input, output);

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        Weights.Begin(output);
        for (var image = 0; image < input.Length / Inputs; image++)
        {
            var from = input.Slice(image * Inputs, Inputs);
            var to = output.Slice(image * Outputs, Outputs);
            for (var i = 0; i < pixels.Length; i++)
            {
                if (pixels[i] >= 0)
                {
                    AddProducts(to.Slice(i / Window.Taps * channels, channels), from.Slice(pixels[i] * channels, channels), Tap(Weights.Values, i));
                }
            }
        }
    }

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        Weights.ClearGradients();
        Weights.AddBiasGradient(outputGradient);
        inputGradient.Clear();
        for (var image = 0; image < input.Length / Inputs; image++)
        {
            var from = input.Slice(image * Inputs, Inputs);
            var gradients = outputGradient.Slice(image * Outputs, Outputs);
            for (var i = 0; i < pixels.Length; i++)
            {
                if (pixels[i] < 0)
                {
                    continue;
                }

                var gradient = gradients.Slice(i / Window.Taps * channels, channels);
                AddProducts(Tap(Weights.Gradient, i), from.Slice(pixels[i] * channels, channels), gradient);
                if (!inputGradient.IsEmpty)
                {
                    AddProducts(inputGradient.Slice(image * Inputs + pixels[i] * channels, channels), gradient, Tap(Weights.Values, i));
                }
            }
        }
    }

    public InferencePass Freeze() => Infer;

    /// <summary>A layer of the same shape with a bias, and weights of its own.</summary>
    public DepthwiseConvolution WithBias() => new(side, channels, stride, hasBias: true, new Start(new Random(0)));

    private Span<float> Tap(float[] rows, int i) => rows.AsSpan(i % Window.Taps * channels, channels);

    private static void AddProducts(Span<float> sums, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        for (var lane = 0; lane < sums.Length; lane += Lanes)
        {
            var sum = sums.Slice(lane, Lanes);
            var product = Vector256.Create(left.Slice(lane, Lanes)) * Vector256.Create(right.Slice(lane, Lanes));
            (Vector256.Create<float>(sum) + product).CopyTo(sum);
        }
    }
}
