using System;
using System.Collections.Generic;

namespace NormGen.Samples.Study.Layers;

/// <summary>The weights of a layer, a row per input and a column per output, a bias where it has one, and their gradients.</summary>
internal sealed class Weights
{
    private readonly int inputs;
    private readonly int outputs;
    private readonly float[] transposed;

    /// <summary>
    /// Starts at random as He et al. (2015) propose for relu, uniform with the variance 2 / fan-in, times a scale squared. The bias
    /// starts at 0.
    /// </summary>
    public Weights(int inputs, int outputs, bool hasBias, Start start, int? fanIn = null)
    {
        (this.inputs, this.outputs) = (inputs, outputs);
        Values = new float[inputs * outputs];
        Gradient = new float[Values.Length];
        Bias = new float[outputs];
        BiasGradient = new float[outputs];
        transposed = new float[Values.Length];
        var limit = start.Scale * MathF.Sqrt(6f / (fanIn ?? inputs));
        foreach (ref var value in Values.AsSpan())
        {
            value = limit * (2 * start.Random.NextSingle() - 1);
        }

        var weight = new LayerParameter("weight", Values, Gradient, isTrainable: true);
        Parameters = hasBias ? [weight, new LayerParameter("bias", Bias, BiasGradient, isTrainable: true)] : [weight];
    }

    public float[] Values { get; }

    public float[] Gradient { get; }

    public float[] Bias { get; }

    public float[] BiasGradient { get; }

    public IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>output = bias, for each row of outputs.</summary>
    public void Begin(Span<float> output)
    {
        for (var first = 0; first < output.Length; first += outputs)
        {
            Bias.CopyTo(output.Slice(first, outputs));
        }
    }

    /// <summary>output += input weight, for rows of inputs.</summary>
    public void AddTo(Span<float> output, ReadOnlySpan<float> input) =>
        Product.Add(LeftMatrix.Of(input, input.Length / inputs, inputs), Values, output);

    public void ClearGradients()
    {
        Array.Clear(Gradient);
        Array.Clear(BiasGradient);
    }

    /// <summary>Adds what these rows contribute to the gradients.</summary>
    public void AddGradients(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient)
    {
        Product.Add(LeftMatrix.Transposed(input, input.Length / inputs, inputs), outputGradient, Gradient);
        AddBiasGradient(outputGradient);
    }

    public void AddBiasGradient(ReadOnlySpan<float> outputGradient)
    {
        for (var first = 0; first < outputGradient.Length; first += outputs)
        {
            for (var output = 0; output < outputs; output++)
            {
                BiasGradient[output] += outputGradient[first + output];
            }
        }
    }

    /// <summary>inputGradient = outputGradient weight^T.</summary>
    public void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                transposed[output * inputs + input] = Values[input * outputs + output];
            }
        }

        inputGradient.Clear();
        Product.Add(LeftMatrix.Of(outputGradient, outputGradient.Length / outputs, outputs), transposed, inputGradient);
    }
}

/// <summary>Where first weights come from.</summary>
/// <param name="Random">The numbers, in the order of the layers.</param>
/// <param name="Scale">What they are multiplied by; 1 for the variance 2 / fan-in.</param>
internal sealed record Start(Random Random, float Scale = 1);
