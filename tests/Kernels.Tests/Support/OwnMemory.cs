using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NormGen.Kernels.Tests.Support;

/// <summary>A span as memory that a test can hold: of what never moves, as a layer's parameters do not.</summary>
internal sealed class OwnMemory(nint address, int length) : MemoryManager<float>
{
    public static Memory<float> Of(ReadOnlySpan<float> pinned) => Of(pinned, pinned.Length);

    /// <summary>As much memory as wanted from where the span starts, for calls that must not touch it.</summary>
    public static Memory<float> Of(ReadOnlySpan<float> pinned, int length) => new OwnMemory(
        Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(pinned)), length).Memory;

    public override Span<float> GetSpan() =>
        MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<float>(), address), length);

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
    }
}
