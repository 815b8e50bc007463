using System;
using System.Collections.Generic;
using NormGen.Reference;

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
        new("dy dominated in a group", input => Dominated(input, run => run.Group, 0.96f)),
        new("dy dominated in a channel", input => Dominated(input, run => run.Channel, 0.985f)),
        new("dy sd 1e20", input => Scaled(input, seed: 79, 1e20f)),
        new("dy sd 1e-30", input => Scaled(input, seed: 80, 1e-30f)),
        new("dy mean 1e3", input => Array.ConvertAll(Fills.Normal.Make(input.Groups, seed: 78), value => value + 1000)),
        new("dy zero", input => Constant(input, 0)),
    ];

    /// <summary>
    /// The first element of each group or channel is 1 and outweighs all others, which are just under half its unit in the last place: a long
    /// chain of floats that starts with it loses every one of them.
    /// </summary>
    private static float[] Dominated(NormalizedInput input, Func<ChannelRun, int> sum, float share)
    {
        var values = Constant(input, (float)(share * ErrorBounds.U));
        var begun = new HashSet<int>();
        foreach (var run in input.Groups.Runs())
        {
            if (begun.Add(sum(run)))
            {
                values[run.Start] = 1;
            }
        }

        return values;
    }

    /// <summary>
    /// Gradients about as large as the scale; but of size 1 for inputs so large that a function's derivative, which may grow with them, would bring the product past
    /// what a float holds.
    /// </summary>
    private static float[] Scaled(NormalizedInput input, int seed, float scale)
    {
        var factor = scale > 1 && Array.Exists(input.Input, value => Math.Abs(value) > 1e6f) ? 1 : scale;
        return Array.ConvertAll(Fills.Normal.Make(input.Groups, seed), value => value * factor);
    }

    private static float[] Constant(NormalizedInput input, float value)
    {
        var values = new float[input.Values.Length];
        Array.Fill(values, value);
        return values;
    }
}
