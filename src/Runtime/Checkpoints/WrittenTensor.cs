using System;
using System.Buffers.Binary;
using System.IO;

namespace NormGen.Checkpoints;

/// <summary>A tensor that is to be written.</summary>
internal sealed class WrittenTensor
{
    private const int BufferSize = 1 << 14;

    private readonly Action<Stream> write;

    private WrittenTensor(string name, string dataType, int elementSize, long[] shape, long length, Action<Stream> write)
    {
        (Name, DataType, ElementSize, Shape, Length) = (name, dataType, elementSize, shape, length);
        this.write = write;
    }

    public string Name { get; }

    public string DataType { get; }

    /// <summary>The number of bytes of an element.</summary>
    public int ElementSize { get; }

    public long[] Shape { get; }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    public static WrittenTensor OfFloats(string name, long[] shape, ReadOnlyMemory<float> values) => new(
        name, DataTypes.Float32, sizeof(float), shape, (long)values.Length * sizeof(float), stream => Write(stream, values.Span));

    public static WrittenTensor OfNumber(string name, Func<long> number) =>
        new(name, DataTypes.Int64, sizeof(long), [], sizeof(long), stream => Write(stream, number()));

    public void Write(Stream stream) => write(stream);

    private static void Write(Stream stream, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        stream.Write(bytes);
    }

    private static void Write(Stream stream, ReadOnlySpan<float> values)
    {
        var buffer = new byte[Math.Min(BufferSize, values.Length) * sizeof(float)];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, BufferSize);
            for (var index = 0; index < count; index++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(index * sizeof(float)), values[index]);
            }

            stream.Write(buffer, 0, count * sizeof(float));
            values = values[count..];
        }
    }
}
