using System;
using NormGen.Kernels.Tests.Harness;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>A hash over the bits of results (FNV-1a over whole floats); any NaN counts as one.</summary>
internal sealed class OutputHash
{
    private const ulong Prime = 0x100000001B3;

    private ulong state = 0xCBF29CE484222325;

    public ulong Value => state;

    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            Add((uint)Bits.Of(value));
        }
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    private void Add(uint bits)
    {
        state = (state ^ bits) * Prime;
        state ^= state >> 32;
    }
}
