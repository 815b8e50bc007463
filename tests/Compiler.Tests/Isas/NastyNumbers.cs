using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Compiler.Tests.Isas;

/// <summary>Numbers at which arithmetic goes wrong if it can: signed zeros, subnormals, the ends of the range, infinities, NaN.</summary>
internal static class NastyNumbers
{
    private const int RandomCount = 9;

    /// <summary>Floats, kept as doubles.</summary>
    public static IReadOnlyList<double> Singles { get; } =
    [
        0, -0.0, 1, -1, 3, -0.1f, 1 + (1f / (1 << 23)), 16777217, float.Epsilon, -float.Epsilon, 1.1754942e-38f, 1.17549435e-38f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
        .. RandomSingles(new Random(1)),
    ];

    /// <summary>Floats that are numbers other than 0.</summary>
    public static IReadOnlyList<double> Limits { get; } = [.. Singles.Where(single => !double.IsNaN(single) && single != 0)];

    /// <summary>Floats about as large as 1, with every kind of last bits, and those that no scale changes.</summary>
    public static IReadOnlyList<double> NearOne { get; } =
    [
        1, -1, 0.25, 4, 0.7071067f, 1.4142135f, 1 + (1f / (1 << 23)), 1 - (1f / (1 << 24)), 1.5f, -1.9999999f, 0.50000006f, 3.9999998f,
        1 + (1f / 4), 1.000122f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
    ];

    /// <summary>Every exponent that a float is scaled by.</summary>
    public static IReadOnlyList<double> Exponents { get; } = [.. Enumerable.Range(-252, 505).Select(exponent => (double)exponent)];

    public static IReadOnlyList<double> Doubles { get; } =
    [
        .. Singles, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, double.MaxValue, double.MinValue, 0.1,
    ];

    /// <summary>What lies between floats: halfway, and a little on either side; past the largest and below the least of them.</summary>
    public static IReadOnlyList<double> BetweenSingles { get; } = [.. Doubles, .. Singles.SelectMany(Around)];

    private static IEnumerable<double> Around(double single)
    {
        var next = MathF.BitIncrement((float)single);
        var halfway = float.IsFinite(next) ? single + ((next - single) / 2) : single * (1 + Math.ScaleB(1, -25));
        return [halfway, Math.BitIncrement(halfway), Math.BitDecrement(halfway)];
    }

    /// <summary>Any bits at all, and numbers near one.</summary>
    private static IEnumerable<double> RandomSingles(Random random)
    {
        for (var i = 0; i < RandomCount; i++)
        {
            yield return i % 2 == 0 ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)) : (float)random.NextDouble();
        }
    }
}
