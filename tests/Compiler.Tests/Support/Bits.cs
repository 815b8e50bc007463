using System;

namespace NormGen.Compiler.Tests.Support;

/// <summary>Comparison by bits, where any NaN equals any NaN.</summary>
internal static class Bits
{
    public static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    public static bool Same(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    /// <summary>The first index at which two arrays differ; -1 where they are the same.</summary>
    public static int FirstDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            if (i >= a.Length || i >= b.Length || !Same(a[i], b[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc cref="FirstDifference(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public static int FirstDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            if (i >= a.Length || i >= b.Length || !Same(a[i], b[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>All bits set, which is what comparisons put in the lanes of a mask.</summary>
    public static float SingleMask(bool value) => value ? BitConverter.Int32BitsToSingle(-1) : 0;

    /// <inheritdoc cref="SingleMask"/>
    public static double DoubleMask(bool value) => value ? BitConverter.Int64BitsToDouble(-1) : 0;
}
