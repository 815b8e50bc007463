using System;
using System.Collections.Generic;
using System.Text.Json;

namespace NormGen.Checkpoints;

/// <summary>Reads the JSON of a safetensors header, in one pass, and accepts nothing that the format does not name.</summary>
internal sealed class SafeTensorsJson
{
    /// <summary>The name that no tensor has.</summary>
    public const string MetadataName = "__metadata__";

    private readonly string file;
    private readonly List<ParameterTensor> tensors = [];
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private SafeTensorsJson(string file) => this.file = file;

    /// <summary>The tensors in the order of the header.</summary>
    public IReadOnlyList<ParameterTensor> Tensors => tensors;

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>Reads a header.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="json">The header.</param>
    /// <exception cref="ParameterFileException">It is no JSON, or not of the format.</exception>
    public static SafeTensorsJson Read(string file, ReadOnlySpan<byte> json)
    {
        var header = new SafeTensorsJson(file);
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw header.Malformed("does not begin with '{'");
        }

        try
        {
            header.Read(json);
        }
        catch (JsonException exception)
        {
            throw new ParameterFileException($"{file} is malformed: its header is no JSON. {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // Text that is no Unicode: bytes that are no UTF-8, or half a surrogate pair.
            throw new ParameterFileException($"{file} is malformed: a text in its header is no Unicode.", exception);
        }

        return header;
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (NextName(ref reader) is { } name)
        {
            if (!names.Add(name))
            {
                throw Malformed($"has {Words.Name(name)} twice");
            }

            Enter(ref reader, JsonTokenType.StartObject, name);
            if (name == MetadataName)
            {
                ReadMetadata(ref reader);
            }
            else
            {
                tensors.Add(ReadTensor(ref reader, name));
            }
        }

        reader.Read();      // Spaces may follow; anything else is an exception.
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        while (NextName(ref reader) is { } key)
        {
            if (!metadata.TryAdd(key, ReadText(ref reader, key)))
            {
                throw Malformed($"has {Words.Name(key)} twice in its metadata");
            }
        }
    }

    private ParameterTensor ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string? dataType = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (NextName(ref reader) is { } key)
        {
            switch (key)
            {
                case "dtype" when dataType is null:
                    dataType = ReadText(ref reader, name);
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, name);
                    break;
                default:
                    throw Malformed($"has {Words.Name(key)} at {Words.Name(name)}, a second time or as nothing the format knows");
            }
        }

        return dataType is not null && shape is not null && offsets is [var begin, var end]
            ? new ParameterTensor(name, dataType, shape, begin, end)
            : throw Malformed($"lacks dtype, shape or two data_offsets at {Words.Name(name)}");
    }

    private string ReadText(ref Utf8JsonReader reader, string owner)
    {
        Enter(ref reader, JsonTokenType.String, owner);
        return reader.GetString()!;
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string owner)
    {
        Enter(ref reader, JsonTokenType.StartArray, owner);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0
                ? number
                : throw Malformed($"has something else than whole numbers from 0 in a list at {Words.Name(owner)}"));
        }

        return [.. numbers];
    }

    private void Enter(ref Utf8JsonReader reader, JsonTokenType expected, string owner)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw Malformed($"has a {reader.TokenType} at {Words.Name(owner)} where a {expected} is due");
        }
    }

    /// <summary>The next name in an object; null at its end.</summary>
    private static string? NextName(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private ParameterFileException Malformed(string problem) => new($"{file} is malformed: its header {problem}.");
}
