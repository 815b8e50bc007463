using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace NormGen.Bench.Peers.OnnxRuntime;

/// <summary>Writes a message in protobuf's wire format: fields, each a number and a value.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintWire = 0;
    private const int BytesWire = 2;
    private const int Fixed32Wire = 5;

    private readonly List<byte> bytes = [];

    public ReadOnlySpan<byte> Bytes => CollectionsMarshal.AsSpan(bytes);

    public ProtobufWriter Integer(int field, long value)
    {
        Varint((ulong)((field << 3) | VarintWire));
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Single(int field, float value)
    {
        Varint((ulong)((field << 3) | Fixed32Wire));
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(four, value);
        bytes.AddRange(four);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Blob(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Blob(field, message.Bytes);

    public ProtobufWriter Blob(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)((field << 3) | BytesWire));
        Varint((ulong)value.Length);
        bytes.AddRange(value);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }
}
