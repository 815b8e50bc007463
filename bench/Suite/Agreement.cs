using System;

namespace NormGen.Bench.Suite;

/// <summary>Whether two results are of one computation. How exact each is, tests say.</summary>
internal static class Agreement
{
    // Float sums of a million values err by less, a forgotten parameter by more.
    private const float Tolerance = 1e-3f;

    public static bool Holds(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (var index = 0; index < expected.Length; index++)
        {
            if (!(MathF.Abs(expected[index] - actual[index]) <= Tolerance * MathF.Max(1, MathF.Abs(expected[index]))))
            {
                return false;
            }
        }

        return true;
    }
}
