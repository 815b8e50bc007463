using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace NormGen.Checkpoints;

/// <summary>Bytes that are read where they are wanted, by any number of threads at once.</summary>
internal abstract class ByteSource
{
    /// <summary>The number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Reads bytes that lie within the length.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public abstract void Read(long offset, Span<byte> bytes);
}

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> memory) : ByteSource
{
    public override long Length => memory.Length;

    public override void Read(long offset, Span<byte> bytes) => memory.Span.Slice((int)offset, bytes.Length).CopyTo(bytes);
}

/// <summary>
/// Bytes of an open file. They are read with system calls instead of being mapped into memory: layers take a small part of a
/// file, and a mapped file that another process shortens ends the program, where this is an exception.
/// </summary>
internal sealed class FileBytes(SafeFileHandle handle) : ByteSource
{
    public override long Length { get; } = RandomAccess.GetLength(handle);

    public override void Read(long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The file is shorter than it was when it was opened.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }
}
