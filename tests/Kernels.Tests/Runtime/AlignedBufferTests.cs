using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

public class AlignedBufferTests
{
    [Fact]
    public void Every_length_starts_on_a_cache_line_with_zeros()
    {
        for (var length = 0; length < 70; length++)
        {
            RequireAligned(new AlignedBuffer<float>(length).Span, length);
            RequireAligned(new AlignedBuffer<double>(length).Span, length);
            RequireAligned(new AlignedBuffer<byte>(length).Span, length);
        }
    }

    [Fact]
    public void It_does_not_move()
    {
        var buffer = new AlignedBuffer<float>(100);
        var before = Address(buffer.Span);
        GC.Collect();
        Assert.Equal(before, Address(buffer.Span));
    }

    [Fact]
    public void Span_and_memory_are_the_same_elements()
    {
        var buffer = new AlignedBuffer<float>(5);
        buffer.Memory.Span[4] = 3;
        Assert.Equal(3, buffer.Span[4]);
        Assert.Equal(5, buffer.Memory.Length);
        Assert.Equal(5, buffer.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_length_that_is_none_is_refused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer<double>(length));

    private static void RequireAligned<T>(Span<T> span, int length)
        where T : unmanaged
    {
        Assert.Equal(length, span.Length);
        Assert.True(length == 0 || Address(span) % AlignedBuffer<T>.Alignment == 0);
        Assert.True(span.IndexOfAnyExcept(default(T)) < 0);
    }

    private static nint Address<T>(Span<T> span) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(span));
}
