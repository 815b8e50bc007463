using System;
using System.Runtime.InteropServices;
using Xunit;

namespace NormGen.Kernels.Tests.Support;

/// <summary>A tensor at a chosen offset from a cache line, between values that nothing may touch.</summary>
internal sealed class Canaried
{
    private const int Line = 16;
    private const int Margin = 4 * Line;
    private const int Canary = 0x7FBADBAD;

    private readonly float[] memory;
    private readonly int start;
    private readonly int length;

    /// <summary>Makes room for <paramref name="length"/> floats, <paramref name="offset"/> floats past a cache line.</summary>
    public Canaried(int length, int offset)
    {
        this.length = length;
        memory = GC.AllocateArray<float>(length + (2 * Margin) + (2 * Line), pinned: true);
        start = Margin + FirstOfLine(memory) + offset;

        // As integers: a float that is a constant may be quieted by the compiler.
        MemoryMarshal.Cast<float, int>(memory.AsSpan()).Fill(Canary);
    }

    public Memory<float> Memory => memory.AsMemory(start, length);

    public Span<float> Span => Memory.Span;

    public static Canaried Of(ReadOnlySpan<float> values, int offset)
    {
        var canaried = new Canaried(values.Length, offset);
        values.CopyTo(canaried.Span);
        return canaried;
    }

    public void RequireIntact(string context)
    {
        var bits = MemoryMarshal.Cast<float, int>(memory);
        Assert.True(bits[..start].IndexOfAnyExcept(Canary) < 0, $"{context}: written before the start");
        Assert.True(bits[(start + length)..].IndexOfAnyExcept(Canary) < 0, $"{context}: written past the end");
    }

    private static int FirstOfLine(float[] pinned)
    {
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0) % (Line * sizeof(float)));
        return past == 0 ? 0 : Line - (past / sizeof(float));
    }
}
