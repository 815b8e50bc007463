using System;
using System.Collections.Generic;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>The kinds of output gradients.</summary>
internal static class GradientFills
{
    public static GradientFill Normal { get; } = new("dy normal", (_, view, _) => Fills.Normal.Make(view, seed: 77));

    /// <summary>All kinds, the most telling first.</summary>
    public static IReadOnlyList<GradientFill> All { get; } =
    [
        Normal,
        new("dy constant", (_, view, _) => Constant(view, 0.75f)),
        new("dy = x^", Normalized),
        new("dy mean 1e3", (_, view, _) => Array.ConvertAll(Fills.Normal.Make(view, seed: 78), value => value + 1000)),
        new("dy zero", (_, view, _) => Constant(view, 0)),
    ];

    private static float[] Constant(TensorView view, float value)
    {
        var values = new float[view.Length];
        Array.Fill(values, value);
        return values;
    }

    private static float[] Normalized(float[] input, TensorView view, double epsilon)
    {
        var statistics = ChannelStatistics.Of(input, view);
        var normalized = BatchNormReference.Standardize(input, view, statistics.Mean, statistics.Variance, epsilon);
        return Array.ConvertAll(normalized, value => (float)value);
    }
}
