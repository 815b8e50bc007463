using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NormGen.Runtime.Tests.Support;

/// <summary>Puts safetensors files together byte by byte, right ones and wrong ones; it shares no code with the library.</summary>
internal sealed class FileBuilder
{
    private readonly List<string> entries = [];
    private readonly List<byte> data = [];

    public FileBuilder Add(string name, string dataType, IReadOnlyList<long> shape, params byte[] bytes)
    {
        var begin = data.Count;
        data.AddRange(bytes);
        entries.Add(Entry(name, dataType, shape, begin, data.Count));
        return this;
    }

    public FileBuilder Floats(string name, params float[] values) => Floats(name, [values.Length], values);

    public FileBuilder Floats(string name, IReadOnlyList<long> shape, params float[] values) =>
        Add(name, "F32", shape, [.. values.SelectMany(LittleEndian)]);

    public FileBuilder Number(string name, long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Add(name, "I64", [], bytes);
    }

    public byte[] Build() => File("{" + string.Join(",", entries) + "}", [.. data]);

    public ParameterFile Open() => ParameterFile.Parse(Build());

    /// <summary>A file of a header as it stands.</summary>
    public static byte[] File(string header, params byte[] data) => File(Encoding.UTF8.GetBytes(header), data);

    public static byte[] File(byte[] header, byte[] data)
    {
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    public static string Entry(string name, string dataType, IReadOnlyList<long> shape, long begin, long end) => string.Create(
        CultureInfo.InvariantCulture, $"\"{name}\":{{\"dtype\":\"{dataType}\",\"shape\":[{string.Join(",", shape)}],\"data_offsets\":[{begin},{end}]}}");

    /// <summary>The bytes of a float, the lowest first.</summary>
    public static byte[] LittleEndian(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return [(byte)bits, (byte)(bits >> 8), (byte)(bits >> 16), (byte)(bits >> 24)];
    }
}
