using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text.Json;

namespace NormGen.Checkpoints;

/// <summary>Writes what comes before the data of a safetensors file.</summary>
internal static class SafeTensorsOutput
{
    // Data begin at a multiple of this, as the reference implementation has it.
    private const int Alignment = sizeof(ulong);

    /// <summary>The length of the header, and the header, filled up with spaces.</summary>
    /// <param name="tensors">The tensors in the order of their data.</param>
    public static byte[] Header(IEnumerable<WrittenTensor> tensors)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            Write(writer, tensors);
        }

        var length = (json.WrittenCount + Alignment - 1) / Alignment * Alignment;
        var header = new byte[SafeTensorsHeader.LengthSize + length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        header.AsSpan(SafeTensorsHeader.LengthSize).Fill((byte)' ');
        json.WrittenSpan.CopyTo(header.AsSpan(SafeTensorsHeader.LengthSize));
        return header;
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<WrittenTensor> tensors)
    {
        var offset = 0L;
        writer.WriteStartObject();
        foreach (var tensor in tensors)
        {
            writer.WriteStartObject(tensor.Name);
            writer.WriteString("dtype", tensor.DataType);
            WriteNumbers(writer, "shape", tensor.Shape);
            WriteNumbers(writer, "data_offsets", [offset, offset + tensor.Length]);
            writer.WriteEndObject();
            offset += tensor.Length;
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
