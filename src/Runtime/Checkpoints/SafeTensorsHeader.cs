using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>
/// The header of a safetensors file, checked: tensors have distinct names, as many bytes as their type and shape ask for, and cover
/// the data behind the header without a gap or an overlap. A file is the length of its header in 8 bytes, the header, the data.
/// </summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>The number of bytes that hold the length of the header.</summary>
    public const int LengthSize = sizeof(ulong);

    // The reference implementation has the same limit, so what one reads the other does.
    private const int LargestLength = 100_000_000;

    private SafeTensorsHeader(IReadOnlyList<ParameterTensor> tensors, IReadOnlyDictionary<string, string> metadata, long dataLength) =>
        (Tensors, Metadata, DataLength) = (tensors, metadata, dataLength);

    /// <summary>The tensors in the order of the header.</summary>
    public IReadOnlyList<ParameterTensor> Tensors { get; }

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The number of bytes behind the header.</summary>
    public long DataLength { get; }

    /// <summary>Reads how long the header is.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="start">The first bytes of the file, 8 if there are as many.</param>
    /// <exception cref="ParameterFileException">There are fewer than 8, or the header would be larger than any.</exception>
    public static int ReadLength(string file, ReadOnlySpan<byte> start)
    {
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(start, out var length))
        {
            throw new ParameterFileException(
                $"{file} is no safetensors file: it has {ShapeText.Text(start.Length)} bytes, fewer than the length of a header takes.");
        }

        return length <= LargestLength
            ? (int)length
            : throw new ParameterFileException(FormattableString.Invariant(
                $"{file} is no safetensors file: its header would have {length} bytes, more than the {LargestLength} that are allowed."));
    }

    /// <summary>Reads and checks a header.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="length">How long the header has to be.</param>
    /// <param name="json">The bytes of the header, as far as there are any.</param>
    /// <exception cref="ParameterFileException">It is cut off, or is not what the format asks for.</exception>
    public static SafeTensorsHeader Read(string file, int length, ReadOnlySpan<byte> json)
    {
        if (json.Length != length)
        {
            throw new ParameterFileException(
                $"{file} is cut off: its header should have {ShapeText.Text(length)} bytes, and {ShapeText.Text(json.Length)} are there.");
        }

        var entries = SafeTensorsJson.Read(file, json);
        return new SafeTensorsHeader(entries.Tensors, entries.Metadata, SafeTensorsLayout.Check(file, entries.Tensors));
    }

    /// <summary>Checks that the data are as long as the tensors need.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="length">The number of bytes behind the header.</param>
    /// <param name="orMore">Whether there may be more, which nobody has counted.</param>
    /// <exception cref="ParameterFileException">There are more or fewer.</exception>
    public void RequireDataLength(string file, long length, bool orMore = false)
    {
        if (length == DataLength)
        {
            return;
        }

        var problem = length < DataLength ? "is cut off" : "goes on behind its last tensor";
        throw new ParameterFileException(
            $"{file} {problem}: its tensors take {ShapeText.Text(DataLength)} bytes, " +
            $"and {ShapeText.Text(length)}{(orMore ? " or more" : "")} are there.");
    }
}
