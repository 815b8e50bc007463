using System;

namespace NormGen.Checkpoints;

/// <summary>How many elements a tensor of a shape has.</summary>
internal static class ElementCount
{
    /// <summary>
    /// The product of the sizes, 1 for none; null if a size is negative, or a product of sizes is past the largest integer.
    /// </summary>
    public static long? Of(ReadOnlySpan<long> sizes)
    {
        var count = 1L;
        foreach (var size in sizes)
        {
            if (size < 0 || Math.BigMul(count, size) > long.MaxValue)
            {
                return null;
            }

            count *= size;
        }

        return count;
    }
}
