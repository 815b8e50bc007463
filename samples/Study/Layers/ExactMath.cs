using System;

namespace NormGen.Samples.Study.Layers;

/// <summary>
/// e^x, ln x and tanh x of operations alone that IEEE 754 fixes. Those of <see cref="Math"/> are the C library's, whose last bit
/// differs between machines, and a training run carries such a bit on until nothing is the same.
/// </summary>
internal static class ExactMath
{
    private const double Ln2High = 6.93147180369123816490e-01;   // its last 32 bits are 0: k times it is exact
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>x = k ln 2 + r, and Taylor's series of e^r as far as a double can tell.</summary>
    public static double Exp(double x)
    {
        const int Terms = 13;
        const double Largest = 709;

        if (double.IsNaN(x))
        {
            return x;
        }

        if (Math.Abs(x) > Largest)
        {
            return x < 0 ? 0 : double.PositiveInfinity;
        }

        var k = Math.Round(x / (Ln2High + Ln2Low));
        var r = x - k * Ln2High - k * Ln2Low;
        var series = 1.0;
        for (var n = Terms; n > 0; n--)
        {
            series = 1 + series * r / n;
        }

        return Math.ScaleB(series, (int)k);
    }

    /// <summary>ln x = k ln 2 + 2 artanh((m - 1) / (m + 1)) with x = 2^k m, m from 0.7 to 1.4.</summary>
    public static double Log(double x)
    {
        const int Terms = 11;

        if (!(x > 0) || double.IsInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        var k = Math.ILogB(x);
        var m = Math.ScaleB(x, -k);
        (k, m) = m > 1.4 ? (k + 1, m / 2) : (k, m);
        var z = (m - 1) / (m + 1);
        var series = 0.0;
        for (var n = Terms; n >= 0; n--)
        {
            series = 1.0 / (2 * n + 1) + z * z * series;
        }

        return k * Ln2High + (k * Ln2Low + 2 * z * series);
    }

    public static float Tanh(float x)
    {
        var rest = 2 / (Exp(2 * Math.Abs((double)x)) + 1);
        return (float)Math.CopySign(1 - rest, x);
    }
}
