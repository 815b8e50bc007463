using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits.Layers;
using Xunit;

namespace NormGen.Study.Tests.Layers;

/// <summary>Gradients of a layer against differences of its output, weighted by random numbers.</summary>
internal static class FiniteDifferences
{
    private const float Step = 1e-2f;

    /// <param name="layer">The layer.</param>
    /// <param name="batch">The number of samples it is given.</param>
    /// <param name="tolerance">How far off a gradient may be, as a part of the largest one of its tensor.</param>
    public static void Check(ILayer layer, int batch, double tolerance)
    {
        var random = new Random(7);
        var input = Values(random, batch * layer.Inputs);
        var output = new float[batch * layer.Outputs];
        var weights = Values(random, output.Length);
        var inputGradient = new float[input.Length];
        layer.Forward(input, output);
        layer.Backward(input, weights, inputGradient);
        var gradients = Trainable(layer).Select(parameter => parameter.Gradient.ToArray()).ToList();

        Compare(inputGradient, input, Loss, tolerance, random);
        foreach (var (parameter, gradient) in Trainable(layer).Zip(gradients))
        {
            Compare(gradient, parameter.Value.Span, Loss, tolerance, random);
        }

        double Loss()
        {
            layer.Forward(input, output);
            return output.Zip(weights, (value, weight) => (double)value * weight).Sum();
        }
    }

    /// <summary>Numbers away from 0, where relu has its kink.</summary>
    public static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.Next(2) == 0 ? -1 : 1) * (0.1f + random.NextSingle()))];

    /// <summary>Compares the gradient with differences at some of the places.</summary>
    public static void Compare(float[] gradient, Span<float> values, Func<double> loss, double tolerance, Random random)
    {
        const int Places = 12;

        var largest = gradient.Max(Math.Abs);
        Assert.True(largest > 0, "A gradient of zeros would agree with anything that stands still.");
        for (var i = 0; i < Places; i++)
        {
            var place = random.Next(values.Length);
            var before = values[place];
            values[place] = before + Step;
            var above = loss();
            values[place] = before - Step;
            var below = loss();
            values[place] = before;
            Assert.Equal((above - below) / (2 * Step), gradient[place], tolerance * largest);
        }
    }

    private static IEnumerable<LayerParameter> Trainable(ILayer layer) => layer.Parameters.Where(parameter => parameter.IsTrainable);
}
