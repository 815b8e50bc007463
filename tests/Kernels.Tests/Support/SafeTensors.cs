using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NormGen.Kernels.Tests.Support;

/// <summary>Reads the F64 tensors of a safetensors file: a length, a JSON header of that length, the tensors.</summary>
internal sealed class SafeTensors
{
    private readonly byte[] data;
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private SafeTensors(byte[] file)
    {
        var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        data = file[(sizeof(ulong) + headerLength)..];
        using var header = JsonDocument.Parse(file.AsMemory(sizeof(ulong), headerLength));
        foreach (var property in header.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                Metadata = property.Value.Deserialize<Dictionary<string, string>>() ?? [];
            }
            else
            {
                entries.Add(property.Name, Read(property.Value));
            }
        }
    }

    /// <summary>The attributes of the case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    public static SafeTensors Load(string path) => new(File.ReadAllBytes(path));

    public int[] Shape(string name) => entries[name].Shape;

    public double[] Doubles(string name)
    {
        var entry = entries[name];
        return MemoryMarshal.Cast<byte, double>(data.AsSpan(entry.Begin, entry.End - entry.Begin)).ToArray();
    }

    /// <summary>A tensor of numbers that are floats.</summary>
    public float[] Floats(string name) => Array.ConvertAll(
        Doubles(name),
        value => (float)value == value
            ? (float)value
            : throw new InvalidDataException($"{name} holds {value:R}, which is no float."));

    private static Entry Read(JsonElement tensor)
    {
        if (tensor.GetProperty("dtype").GetString() != "F64")
        {
            throw new InvalidDataException("Goldens are F64.");
        }

        var offsets = tensor.GetProperty("data_offsets");
        return new Entry(
            tensor.GetProperty("shape").Deserialize<int[]>() ?? [], offsets[0].GetInt32(), offsets[1].GetInt32());
    }

    private sealed record Entry(int[] Shape, int Begin, int End);
}
