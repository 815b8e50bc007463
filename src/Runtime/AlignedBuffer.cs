using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

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

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <param name="length">The number of elements, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or more than an array can hold.</exception>
    public AlignedBuffer(int length)
    {
        var perLine = Alignment / Unsafe.SizeOf<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - perLine);
        array = GC.AllocateArray<T>(length + perLine - 1, pinned: true);
        offset = ElementsToBoundary(array);
        Length = length;
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => array.AsSpan(offset, Length);

    /// <summary>The elements, for owners that outlive a stack frame.</summary>
    public Memory<T> Memory => array.AsMemory(offset, Length);

    /// <summary>The smallest multiple of a cache line that holds <paramref name="length"/> elements.</summary>
    /// <param name="length">A number of elements.</param>
    /// <returns>The length rounded up, in 64 bits so that it cannot wrap.</returns>
    internal static long RoundUp(int length)
    {
        var perLine = Alignment / Unsafe.SizeOf<T>();
        return ((long)length + perLine - 1) / perLine * perLine;
    }

    // The array is pinned, so its address is a fact and not a moment's view.
    private static unsafe int ElementsToBoundary(T[] pinned)
    {
        if (pinned.Length == 0)
        {
            return 0;
        }

        fixed (T* first = pinned)
        {
            var past = (int)((nuint)first % Alignment);
            return (Alignment - past) % Alignment / sizeof(T);
        }
    }
}
