using System;
using System.Collections.Generic;
using NormGen.Compiler.Tests.Support;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>A kind of input: a value from randomness, the channel, the index among the channel's values and their number.</summary>
internal sealed record Fill(string Name, Func<Random, int, int, int, double> Value)
{
    public override string ToString() => Name;
}

/// <summary>The kinds of input.</summary>
internal static class Fills
{
    public static Fill Normal { get; } = new("normal", (random, _, _, _) => random.Normal());

    public static Fill LargeMean { get; } = new("mean 1e6", (random, _, _, _) => 1e6 + random.Normal());

    /// <summary>A difference of two of these overflows a float.</summary>
    public static Fill BothEnds { get; } =
        new("both ends", (random, _, _, _) => random.Next(2) == 0 ? float.MaxValue : float.MinValue);

    public static Fill Huge { get; } = new("near 1e30", (random, _, _, _) => 1e30 * (1 + (0.25 * random.Normal())));

    /// <summary>One NaN in channel 0, one infinity in channel 1; else the values of <see cref="Normal"/>.</summary>
    public static Fill NotFinite { get; } = new("not finite", (random, channel, index, count) =>
        (random.Normal(), channel, index == (count - 1) / 2) switch
        {
            (_, 0, true) => double.NaN,
            (_, 1, true) => double.PositiveInfinity,
            (var ordinary, _, _) => ordinary,
        });

    /// <summary>The kinds for which the error bounds are promised.</summary>
    public static IReadOnlyList<Fill> Bounded { get; } =
    [
        Normal,
        new("mean 1e4", (random, _, _, _) => -1e4 + random.Normal()),
        LargeMean,
        new("constant", (_, channel, _, _) => 1234 + (channel % 1000)),
        new("constant 1e30", (_, _, _, _) => 1e30),
        new("sd 1e18", (random, _, _, _) => 1e18 * random.Normal()),
        new("sd 1e-4 about 1e2", (random, _, _, _) => 100 + (1e-4 * random.Normal())),
        new("outlier first", (random, _, index, _) => index == 0 ? 1e6 : random.Normal()),
        new("outlier last", (random, _, index, count) => index == count - 1 ? -1e6 : random.Normal()),
        new("steps", (random, _, index, count) => (1000 * (index * 8L / count)) + random.Normal()),
        new("late start", (random, _, index, count) => index < count / 2 ? 0 : 1000 + random.Normal()),
    ];

    private static IReadOnlyList<Fill> Every { get; } =
    [
        .. Bounded,
        BothEnds,
        Huge,
        new("one NaN", (random, _, index, _) => index == 0 ? double.NaN : random.Normal()),
        new("one infinity", (random, _, index, count) => index == count - 1 ? double.NegativeInfinity : random.Normal()),
        new("subnormal", (random, _, _, _) => 1e-40 * random.Normal()),
        new("minus zero", (_, _, _, _) => -0.0),
    ];

    /// <summary>Every kind there is, another one in each channel and size, so that one run shows what many would.</summary>
    public static Fill Mixed { get; } = new("mixed", (random, channel, index, count) =>
        Every[((5 * channel) + count) % Every.Count].Value(random, channel, index, count));

    /// <summary>As <see cref="Mixed"/>, of those for which the error bounds are promised.</summary>
    public static Fill MixedBounded { get; } = new("mixed bounded", (random, channel, index, count) =>
        Bounded[((5 * channel) + count) % Bounded.Count].Value(random, channel, index, count));
}
