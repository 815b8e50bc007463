using System;
using System.Runtime.InteropServices;

namespace NormGen.Bench.Memory;

/// <summary>A run of floats inside a pinned array, at a place that decides its alignment.</summary>
internal sealed class Tensor(float[] array, int offset, int length)
{
    public Span<float> Span => array.AsSpan(offset, length);

    public int Length => length;

    /// <summary>Where it lies, for native peers; it never moves.</summary>
    public nint Address => Marshal.UnsafeAddrOfPinnedArrayElement(array, offset);
}
