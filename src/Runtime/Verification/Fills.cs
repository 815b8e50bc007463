using System.Collections.Generic;

namespace NormGen.Verification;

/// <summary>The kinds of data.</summary>
internal static class Fills
{
    public static Fill Normal { get; } = new("normal", (random, _, _, _) => random.Normal());

    public static Fill AwayFromZero { get; } = new("mean 1e2", (random, _, _, _) => 100 + random.Normal());

    public static Fill LargeMean { get; } = new("mean 1e6", (random, _, _, _) => 1e6 + random.Normal());

    // Pairs lie around an integer by an integer, so the mean and the variance have no rounding error at all.
    public static Fill Exact { get; } = new("exact", Pair);

    /// <summary>All kinds, the most telling first: of a large layer there is time for a few only.</summary>
    public static IReadOnlyList<Fill> All { get; } =
    [
        Normal,
        LargeMean,
        new("outlier last", (random, _, index, count) => index == count - 1 ? -1e6 : random.Normal()),
        new("constant", (_, group, _, _) => 1234 + group),
        new("one NaN", (random, group, index, count) => Special(random, group, index, count, double.NaN)),
        Exact,
        new("late start", (random, _, index, count) => index < count / 2 ? 0 : 1000 + random.Normal()),
        new("sd 1e18", (random, _, _, _) => 1e18 * random.Normal()),
        new("one infinity", (random, group, index, count) =>
            Special(random, group, index, count, group % 2 == 0 ? double.PositiveInfinity : double.NegativeInfinity)),
        new("outlier first", (random, _, index, _) => index == 0 ? 1e6 : random.Normal()),
        new("near 1e30", (random, _, _, _) => 1e30 * (1 + (0.25 * random.Normal()))),
        AwayFromZero,
        new("mean 1e4", (random, _, _, _) => -1e4 + random.Normal()),
        new("constant 0", (_, _, _, _) => 0),
        new("constant 1e30", (_, _, _, _) => 1e30f),
        new("constant max", (_, group, _, _) => group % 2 == 0 ? float.MaxValue : float.MinValue),
        new("sd 1e-4", (random, _, _, _) => 1e-4 * random.Normal()),
        new("sd 1e-4 about 1e2", (random, _, _, _) => 100 + (1e-4 * random.Normal())),
        new("sd 1e8", (random, _, _, _) => 1e8 * random.Normal()),
        new("subnormal", (random, _, _, _) => 1e-40 * random.Normal()),
        new("40000 to 40003", (_, group, index, _) => 40000 + ((index + group) % 4)),
        new("outlier 1e18", (random, group, index, count) =>
            index == (group + count) / 2 % count ? 1e18 : random.Normal()),
        new("ramp", (_, group, index, _) => 1000 + group + index),
        new("steps", (random, _, index, count) => (1000 * (index * 8L / count)) + random.Normal()),
        new("both ends", (_, group, index, _) => (index + group) % 2 == 0 ? float.MaxValue : float.MinValue),
    ];

    private static double Pair(FillRandom random, int group, int index, int count)
    {
        var mean = (group % 7) - 3;
        var isUnpaired = index == count - 1 && count % 2 == 1;
        return isUnpaired ? mean : mean + ((index % 2 == 0 ? 1 : -1) * (1 + (index / 2 % 8)));
    }

    // In some groups only: the others must not know of it.
    private static double Special(FillRandom random, int group, int index, int count, double special) =>
        group % 5 == 0 && index == count / 2 ? special : random.Normal();
}
