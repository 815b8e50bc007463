using System;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>Results compared by their bits; any NaN equals any NaN.</summary>
internal static class Bits
{
    public static void RequireEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string context)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var index = 0; index < expected.Length; index++)
        {
            if (Of(expected[index]) != Of(actual[index]))
            {
                Assert.Fail($"{context}: [{index}] is {actual[index]:R}, expected {expected[index]:R}");
            }
        }
    }

    /// <summary>The bits of a float, with one NaN for all.</summary>
    public static int Of(float value) => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value);
}
