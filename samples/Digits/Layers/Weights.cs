using System;
using System.Collections.Generic;

namespace NormGen.Samples.Digits.Layers;

/// <summary>The weights of a convolution or dense layer, a row per output channel, and their gradients.</summary>
internal sealed class Weights
{
    private readonly int channels;
    private readonly int fanIn;
    private readonly float[] weight;
    private readonly float[] weightGradient;
    private readonly float[] bias;
    private readonly float[] biasGradient;

    /// <summary>
    /// Starts at random as He et al. (2015) propose for relu: uniform, with the variance 2 / fan-in. The bias starts at 0.
    /// </summary>
    public Weights(int channels, int fanIn, bool hasBias, Random random)
    {
        this.channels = channels;
        this.fanIn = fanIn;
        weight = new float[channels * fanIn];
        weightGradient = new float[weight.Length];
        bias = new float[channels];
        biasGradient = new float[channels];

        var limit = MathF.Sqrt(6f / fanIn);
        foreach (ref var value in weight.AsSpan())
        {
            value = limit * (2 * random.NextSingle() - 1);
        }

        var weightParameter = new LayerParameter("weight", weight, weightGradient, isTrainable: true);
        Parameters = hasBias
            ? [weightParameter, new LayerParameter("bias", bias, biasGradient, isTrainable: true)]
            : [weightParameter];
    }

    public IReadOnlyList<LayerParameter> Parameters { get; }

    private Matrix Matrix => new(weight, channels, fanIn);

    /// <summary>output = input weight^T + bias, for rows of inputs.</summary>
    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        var rows = output.Length / channels;
        for (var row = 0; row < rows; row++)
        {
            bias.CopyTo(output.Slice(row * channels, channels));
        }

        MatrixProduct.Add(new Matrix(input, rows, fanIn), Matrix.Transposed, output);
    }

    public void ClearGradients()
    {
        Array.Clear(weightGradient);
        Array.Clear(biasGradient);
    }

    /// <summary>Adds what these rows contribute to the gradients of the weights.</summary>
    public void AddGradients(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient)
    {
        var rows = outputGradient.Length / channels;
        MatrixProduct.Add(
            new Matrix(outputGradient, rows, channels).Transposed, new Matrix(input, rows, fanIn), weightGradient);
        for (var i = 0; i < outputGradient.Length; i++)
        {
            biasGradient[i % channels] += outputGradient[i];
        }
    }

    /// <summary>inputGradient = outputGradient weight.</summary>
    public void ApplyBackward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        inputGradient.Clear();
        MatrixProduct.Add(new Matrix(outputGradient, outputGradient.Length / channels, channels), Matrix, inputGradient);
    }
}
