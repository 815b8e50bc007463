using System;
using NormGen.Bench.Memory;

namespace NormGen.Bench.Layers;

/// <summary>Parameters and running statistics as a trained layer has them, the same for everyone in a row.</summary>
/// <param name="features">The length of each.</param>
/// <param name="memory">Where they come from.</param>
internal sealed class NormParameters(int features, TensorAllocator memory)
{
    public Tensor Gamma { get; } = About(1, features, memory);

    public Tensor Beta { get; } = About(0, features, memory);

    public Tensor Mean { get; } = About(0, features, memory);

    public Tensor Variance { get; } = About(1, features, memory);

    /// <summary>Makes everything 1 and 0, so that a pass may be repeated in place without its data growing or fading.</summary>
    public void MakeNeutral()
    {
        Gamma.Span.Fill(1);
        Variance.Span.Fill(1);
        Beta.Span.Clear();
        Mean.Span.Clear();
    }

    /// <summary>By the name of a <see cref="LayerParameter"/>.</summary>
    public Tensor Named(string name) => name switch
    {
        "weight" => Gamma,
        "bias" => Beta,
        "running_mean" => Mean,
        "running_var" => Variance,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A parameter that the bench does not know."),
    };

    private static Tensor About(float centre, int features, TensorAllocator memory)
    {
        var tensor = memory.Make(features);
        foreach (ref var value in tensor.Span)
        {
            value = centre + (0.1f * value);
        }

        return tensor;
    }
}
