using System;

namespace NormGen.Bench.Memory;

/// <summary>A run of floats inside an array, at a place that decides its alignment.</summary>
internal sealed class Tensor(float[] array, int offset, int length)
{
    public Span<float> Span => array.AsSpan(offset, length);

    public int Length => length;
}
