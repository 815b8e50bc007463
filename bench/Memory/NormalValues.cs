using System;

namespace NormGen.Bench.Memory;

/// <summary>
/// Values drawn from N(0, 1). Benchmarks never run on untouched memory: zeros and subnormals take other times than data does.
/// </summary>
internal static class NormalValues
{
    // A prime, so that the repetition lines up with no channel, plane or vector.
    private const int Period = 65_521;

    /// <summary>Fills <paramref name="values"/>; the same seed gives the same values.</summary>
    public static void Fill(Span<float> values, int seed)
    {
        var head = values[..Math.Min(values.Length, Period)];
        var random = new Random(seed);
        for (var index = 0; index < head.Length; index++)
        {
            // Box and Muller's transform.
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            head[index] = (float)(radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        for (var rest = values[head.Length..]; rest.Length > 0; rest = rest[Math.Min(rest.Length, Period)..])
        {
            head[..Math.Min(rest.Length, Period)].CopyTo(rest);
        }
    }
}
