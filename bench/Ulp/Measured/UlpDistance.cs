using System;

namespace NormGen.Ulp.Measured;

/// <summary>How far a float is from a number, in units in the last place of the floats where the number is.</summary>
internal static class UlpDistance
{
    private const int MantissaBits = 23;
    private const int LeastExponent = -149;
    private const int LargestExponent = 127;

    private const double PastTheLargest = 4.0 * (1UL << 63) * (1UL << 63);
    private const int DoubleBias = 1023;

    /// <summary>
    /// The distance. Infinity counts as the float after the largest. NaN for anything but NaN, and a zero of the wrong sign, are
    /// infinitely far.
    /// </summary>
    public static double Of(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual))
        {
            return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        if (exact == 0)
        {
            return BitConverter.DoubleToInt64Bits(exact) == BitConverter.DoubleToInt64Bits(actual) ? 0 : double.PositiveInfinity;
        }

        var limited = Math.Clamp(exact, -PastTheLargest, PastTheLargest);
        var exponent = Math.Clamp(ExponentOf(limited) - MantissaBits, LeastExponent, LargestExponent - MantissaBits);
        return Math.Abs(Math.Clamp(actual, -PastTheLargest, PastTheLargest) - limited) * PowerOfTwo(-exponent);
    }

    private static int ExponentOf(double number) => (int)((BitConverter.DoubleToInt64Bits(number) >> 52) & 0x7FF) - DoubleBias;

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + DoubleBias) << 52);
}
