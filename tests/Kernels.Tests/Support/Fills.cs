using System.Collections.Generic;
using NormGen.Reference;

namespace NormGen.Kernels.Tests.Support;

/// <summary>One value of a fill.</summary>
/// <param name="random">The source of randomness.</param>
/// <param name="channel">The channel.</param>
/// <param name="index">The index of the value among its channel's.</param>
/// <param name="count">The number of values of the channel.</param>
internal delegate double FillValue(FillRandom random, int channel, int index, int count);

/// <summary>A kind of data to run a layer on.</summary>
/// <param name="Name">The name, for messages.</param>
/// <param name="Bounded">Whether the error bounds are promised: distances from the mean and the variance fit a float.</param>
/// <param name="Value">The values.</param>
internal sealed record Fill(string Name, bool Bounded, FillValue Value)
{
    /// <summary>Makes a tensor; the values of a channel are drawn in the order of their positions.</summary>
    public float[] Make(TensorView view, int seed)
    {
        var random = new FillRandom(seed);
        var values = new float[view.Length];
        for (var channel = 0; channel < view.Channels; channel++)
        {
            for (var index = 0; index < view.PerChannel; index++)
            {
                values[view.IndexOf(index / view.Inner, channel, index % view.Inner)] =
                    (float)Value(random, channel, index, view.PerChannel);
            }
        }

        return values;
    }

    public override string ToString() => Name;
}

/// <summary>The kinds of data.</summary>
internal static class Fills
{
    public static Fill Normal { get; } = new("normal", true, (random, _, _, _) => random.Normal());

    public static Fill LargeMean { get; } = new("mean 1e6", true, (random, _, _, _) => 1e6 + random.Normal());

    // Pairs lie around an integer by an integer, so the mean and the variance have no rounding error at all.
    public static Fill Exact { get; } = new("exact", true, Pair);

    public static IReadOnlyList<Fill> All { get; } =
    [
        Exact,
        Normal,
        new("mean 1e2", true, (random, _, _, _) => 100 + random.Normal()),
        new("mean 1e4", true, (random, _, _, _) => -1e4 + random.Normal()),
        LargeMean,
        new("constant", true, (_, channel, _, _) => 1234 + channel),
        new("constant 0", true, (_, _, _, _) => 0),
        new("constant 1e30", true, (_, _, _, _) => 1e30f),
        new("constant max", true, (_, channel, _, _) => channel % 2 == 0 ? float.MaxValue : float.MinValue),
        new("sd 1e-4", true, (random, _, _, _) => 1e-4 * random.Normal()),
        new("sd 1e-4 about 1e2", true, (random, _, _, _) => 100 + (1e-4 * random.Normal())),
        new("sd 1e8", true, (random, _, _, _) => 1e8 * random.Normal()),
        new("sd 1e18", true, (random, _, _, _) => 1e18 * random.Normal()),
        new("subnormal", true, (random, _, _, _) => 1e-40 * random.Normal()),
        new("40000 to 40003", true, (_, channel, index, _) => 40000 + ((index + channel) % 4)),
        new("outlier first", true, (random, _, index, _) => index == 0 ? 1e6 : random.Normal()),
        new("outlier last", true, (random, _, index, count) => index == count - 1 ? -1e6 : random.Normal()),
        new("outlier 1e18", true, (random, channel, index, count) =>
            index == (channel + count) / 2 % count ? 1e18 : random.Normal()),
        new("ramp", true, (_, channel, index, _) => 1000 + channel + index),
        new("steps", true, (random, _, index, count) => (1000 * (index * 8L / count)) + random.Normal()),
        new("late start", true, (random, _, index, count) => index < count / 2 ? 0 : 1000 + random.Normal()),
        new("near 1e30", false, (random, _, _, _) => 1e30 * (1 + (0.25 * random.Normal()))),
        new("both ends", false, (_, channel, index, _) => (index + channel) % 2 == 0 ? float.MaxValue : float.MinValue),
    ];

    private static double Pair(FillRandom random, int channel, int index, int count)
    {
        var mean = (channel % 7) - 3;
        var isUnpaired = index == count - 1 && count % 2 == 1;
        return isUnpaired ? mean : mean + ((index % 2 == 0 ? 1 : -1) * (1 + (index / 2 % 8)));
    }
}
