using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NormGen.Runtime;

/// <summary>
/// Zeroed memory that starts on a cache line and never moves, so that kernels keep their alignment from call to call.
/// </summary>
/// <typeparam name="T">The element type, of a size that divides 64 bytes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    /// <summary>The alignment in bytes: a cache line, and the widest vector register.</summary>
    public const int Alignment = 64;

    private readonly T[] array;
    private readonly int offset;
    private readonly nint address;
    private readonly nuint bytes;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <param name="length">The number of elements, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or more than an array can hold.</exception>
    public AlignedBuffer(int length)
    {
        var perLine = Alignment / Unsafe.SizeOf<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - perLine);
        array = GC.AllocateArray<T>(length + perLine - 1, pinned: true);
        var first = Address(array);
        address = (first + Alignment - 1) & -Alignment;
        offset = (int)(address - first) / Unsafe.SizeOf<T>();
        Length = length;
        bytes = (nuint)length * (nuint)Unsafe.SizeOf<T>();
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => array.AsSpan(offset, Length);

    /// <summary>The elements, for owners that outlive a stack frame.</summary>
    public Memory<T> Memory => array.AsMemory(offset, Length);

    /// <summary>A buffer of no elements, for those that may yet grow.</summary>
    internal static AlignedBuffer<T> Empty { get; } = new(0);

    /// <summary>Whether a span that is not empty has memory in common with the buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Overlaps<TOther>(ReadOnlySpan<TOther> span)
    {
        var other = (nuint)span.Length * (nuint)Unsafe.SizeOf<TOther>();
        // One comparison for both sides. A null reference stands for 0.
        var distance = (nuint)(Unsafe.ByteOffset(ref Unsafe.NullRef<TOther>(), ref MemoryMarshal.GetReference(span)) - address);
        return distance + other - 1 < bytes + other - 1;
    }

    /// <summary>The smallest multiple of a cache line that holds <paramref name="length"/> elements.</summary>
    /// <param name="length">A number of elements.</param>
    /// <returns>The length rounded up, in 64 bits so that it cannot wrap.</returns>
    internal static long RoundUp(int length)
    {
        var perLine = Alignment / Unsafe.SizeOf<T>();
        return ((long)length + perLine - 1) / perLine * perLine;
    }

    // The array is pinned, so its address is a fact and not a moment's view.
    private static unsafe nint Address(T[] pinned)
    {
        fixed (T* first = pinned)
        {
            return (nint)first;
        }
    }
}
