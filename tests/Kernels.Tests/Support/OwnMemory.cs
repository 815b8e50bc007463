using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NormGen.Kernels.Tests.Support;

/// <summary>
/// A span that a lambda can hold: the address of memory that never moves, as a layer's parameters do not.
/// </summary>
internal readonly struct OwnMemory(ReadOnlySpan<float> pinned)
{
    private readonly nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(pinned));
    private readonly int length = pinned.Length;

    public Span<float> Span => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<float>(), address), length);
}
