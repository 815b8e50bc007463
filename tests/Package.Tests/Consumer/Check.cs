using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NormGen;

/// <summary>Trains a layer for a step and holds its inference against its frozen form.</summary>
internal static class Check
{
    public static void Layer(
        string name,
        int length,
        IReadOnlyList<LayerParameter> parameters,
        Forward forward,
        Backward backward,
        Forward infer,
        Func<Forward> freeze)
    {
        var random = new Random(7);
        var input = Enumerable.Range(0, length).Select(_ => (float)(3 + (2 * random.NextDouble()))).ToArray();
        var (output, outputGradient, inputGradient) = (new float[length], new float[length], new float[length]);

        var before = Loss(forward, input, output);
        for (var index = 0; index < length; index++)
        {
            outputGradient[index] = output[index] - 1;
        }

        backward(input, outputGradient, inputGradient);
        Step(parameters, 0.1f / length);
        var after = Loss(forward, input, output);

        var (inferred, frozen) = (new float[length], new float[length]);
        infer(input, inferred);
        freeze()(input, frozen);

        var falls = after < before ? "loss falls" : $"loss rises from {before} to {after}";
        var sum = inputGradient.Sum(value => (double)value);
        var balanced = Math.Abs(sum) < 1e-4 && inputGradient.Any(value => value != 0);
        var gradients = balanced ? "gradients sum to 0" : $"gradients sum to {sum}";
        var same = MemoryMarshal.AsBytes<float>(inferred).SequenceEqual(MemoryMarshal.AsBytes<float>(frozen));
        var bits = same && inferred.Distinct().Count() > 1 ? "frozen bits equal" : "frozen bits differ";
        Console.WriteLine($"{name}: {falls}, {gradients}, {bits}");
    }

    private static double Loss(Forward forward, float[] input, float[] output)
    {
        forward(input, output);
        return output.Sum(value => (value - 1) * (double)(value - 1));
    }

    private static void Step(IReadOnlyList<LayerParameter> parameters, float rate)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.IsTrainable))
        {
            var (value, gradient) = (parameter.Value, parameter.Gradient);
            for (var index = 0; index < value.Length; index++)
            {
                value.Span[index] -= rate * gradient.Span[index];
            }
        }
    }
}
