using System;
using System.Globalization;

namespace NormGen.Verification;

/// <summary>The worst error of a result in units of its bound, and where it is.</summary>
internal readonly record struct ErrorRatio(double Worst, int Index, double Expected, float Actual, double Bound)
{
    /// <summary>Measures every element; NaN is only right where NaN is expected, and an infinity where that one is.</summary>
    public static ErrorRatio Of(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, ReadOnlySpan<double> bounds)
    {
        if (actual.Length != expected.Length || actual.Length != bounds.Length)
        {
            throw new ArgumentException("Results, expectations and bounds must be equally many.");
        }

        var worst = default(ErrorRatio);
        for (var index = 0; index < actual.Length; index++)
        {
            var ratio = Ratio(actual[index], expected[index], bounds[index]);
            if (ratio > worst.Worst)
            {
                worst = new ErrorRatio(ratio, index, expected[index], actual[index], bounds[index]);
            }
        }

        return worst;
    }

    public static ErrorRatio Max(ErrorRatio first, ErrorRatio second) => first.Worst >= second.Worst ? first : second;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Worst:0.000} of the bound at [{Index}]: expected {Expected:R}, got {Actual:R}");

    // Where a bound is infinite, nothing is required.
    private static double Ratio(float actual, double expected, double bound)
    {
        if (double.IsPositiveInfinity(bound))
        {
            return 0;
        }

        if (double.IsNaN(expected) || float.IsNaN(actual))
        {
            return double.IsNaN(expected) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        if (actual.Equals((float)expected))
        {
            // No float lies nearer, whatever the bound; infinities have no distance.
            return float.IsInfinity(actual) || bound == 0 ? 0 : Math.Min(Math.Abs(actual - expected) / bound, 1);
        }

        var ratio = Math.Abs(actual - expected) / bound;
        return double.IsNaN(ratio) ? double.PositiveInfinity : ratio;
    }
}
