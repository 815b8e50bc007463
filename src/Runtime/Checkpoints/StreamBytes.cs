using System;
using System.Buffers;
using System.IO;

namespace NormGen.Checkpoints;

/// <summary>Reads streams whose length nobody knows.</summary>
internal static class StreamBytes
{
    private const int BufferSize = 1 << 16;

    /// <summary>
    /// Reads a number of bytes, or all there are if they are fewer. Memory grows with what arrives, not with what was announced.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="count">The most that is read.</param>
    public static byte[] ReadUpTo(Stream stream, long count)
    {
        using var bytes = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while (count > 0 && (read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length))) > 0)
            {
                bytes.Write(buffer, 0, read);
                count -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return bytes.ToArray();
    }
}
