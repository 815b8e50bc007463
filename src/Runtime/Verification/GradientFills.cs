using System;
using System.Collections.Generic;

namespace NormGen.Verification;

/// <summary>The kinds of output gradients.</summary>
internal static class GradientFills
{
    public static GradientFill Normal { get; } = new("dy normal", input => Fills.Normal.Make(input.Groups, seed: 77));

    /// <summary>All kinds, the most telling first.</summary>
    public static IReadOnlyList<GradientFill> All { get; } =
    [
        Normal,
        new("dy constant", input => Constant(input, 0.75f)),
        new("dy = x^", input => Array.ConvertAll(input.Values, value => (float)value)),
        new("dy mean 1e3", input => Array.ConvertAll(Fills.Normal.Make(input.Groups, seed: 78), value => value + 1000)),
        new("dy zero", input => Constant(input, 0)),
    ];

    private static float[] Constant(NormalizedInput input, float value)
    {
        var values = new float[input.Values.Length];
        Array.Fill(values, value);
        return values;
    }
}
