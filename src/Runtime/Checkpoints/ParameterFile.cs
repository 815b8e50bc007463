using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;
using NormGen.Checkpoints;
using NormGen.Runtime;

namespace NormGen;

/// <summary>
/// A safetensors file: named tensors, as PyTorch's and Keras's users keep them. Everything that the format asks for is checked when
/// a file is opened; tensors are read when they are asked for. Any number of threads may read at once.
/// </summary>
/// <remarks>
/// Format: https://huggingface.co/docs/safetensors. A header has at most 100,000,000 bytes, as in the reference implementation.
/// Opening takes memory for the header that is there, never for one that is only announced.
/// </remarks>
/// <example>
/// <code>
/// using var file = ParameterFile.Open("resnet50.safetensors");
/// file.Load([("bn1.", stem), ("layer1.0.bn1.", first), ("layer1.0.bn2.", second)]);
/// </code>
/// </example>
[DebuggerDisplay("{Name,nq}: {Tensors.Count} tensors")]
public sealed class ParameterFile : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly Dictionary<string, ParameterTensor> byName;
    private readonly ByteSource source;
    private readonly long dataStart;
    private readonly SafeFileHandle? handle;

    private ParameterFile(string name, SafeTensorsHeader header, ByteSource source, long dataStart, SafeFileHandle? handle)
    {
        (Name, this.source, this.dataStart, this.handle) = (name, source, dataStart, handle);
        (Tensors, Metadata) = (header.Tensors, header.Metadata);
        byName = Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors in the order of the header.</summary>
    public IReadOnlyList<ParameterTensor> Tensors { get; }

    /// <summary>What the file says of itself, for instance <c>format: pt</c>; often empty.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>What messages call the file.</summary>
    internal string Name { get; }

    /// <summary>Opens a file of any size. It stays open until the <see cref="ParameterFile"/> is disposed.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The file, its header read and checked.</returns>
    /// <exception cref="ParameterFileException">It is no safetensors file, or is cut off.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ParameterFile Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path);
            var file = Parse(path, new FileBytes(handle), handle);
            handle = null;      // The file closes it from here on.
            return file;
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Reads a stream from where it stands to its end, into memory: up to 2 GB. The stream stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ParameterFileException">It is no safetensors file, is cut off, goes on behind its last tensor, or is
    /// too large for memory.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ParameterFile Read(Stream stream)
    {
        const string name = "The stream";
        ArgumentNullException.ThrowIfNull(stream);
        var length = SafeTensorsHeader.ReadLength(name, StreamBytes.ReadUpTo(stream, SafeTensorsHeader.LengthSize));
        var header = SafeTensorsHeader.Read(name, length, StreamBytes.ReadUpTo(stream, length));
        if (header.DataLength >= Array.MaxLength)
        {
            throw new ParameterFileException(
                $"{name} has {ShapeText.Text(header.DataLength)} bytes of tensors, more than memory takes in one piece; " +
                "open a file by its path.");
        }

        var data = StreamBytes.ReadUpTo(stream, header.DataLength + 1);
        header.RequireDataLength(name, data.Length, orMore: true);
        return new ParameterFile(name, header, new MemoryBytes(data), dataStart: 0, handle: null);
    }

    /// <summary>Takes a file that is in memory. Nothing is copied: the memory must stay as it is.</summary>
    /// <param name="content">The whole file.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ParameterFileException">It is no safetensors file, or is cut off.</exception>
    public static ParameterFile Parse(ReadOnlyMemory<byte> content) => Parse("The file", new MemoryBytes(content), handle: null);

    /// <summary>Finds a tensor by its whole name, case and all.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The tensor; null if there is none of the name.</returns>
    public ParameterTensor? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>
    /// Reads a tensor of F32, F16, BF16 or F64 as floats, in the order that it has in the file: the last axis fastest. Halves and
    /// bfloat16 are floats as they are; F64 is rounded to nearest, and beyond the largest float to infinity.
    /// </summary>
    /// <param name="name">The whole name of the tensor.</param>
    /// <returns>Its elements.</returns>
    /// <exception cref="ParameterFileException">There is no tensor of the name, or it is of another type.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public float[] ReadFloats(string name)
    {
        var (tensor, format) = RequireFloats(name);
        var count = (tensor.End - tensor.Begin) / format.Size;
        if (count > Array.MaxLength)
        {
            throw new ParameterFileException(
                $"{Name}: {Words.Name(name)} has {ShapeText.Text(count)} elements, more than an array can hold.");
        }

        var values = new float[count];
        Read(tensor, format, values);
        return values;
    }

    /// <inheritdoc cref="ReadFloats(string)"/>
    /// <param name="name">The whole name of the tensor.</param>
    /// <param name="destination">Where the elements go; as long as the tensor. Undefined after an exception of reading.</param>
    /// <exception cref="ArgumentException">The destination is longer or shorter.</exception>
    public void ReadFloats(string name, Span<float> destination)
    {
        var (tensor, format) = RequireFloats(name);
        if (destination.Length != (tensor.End - tensor.Begin) / format.Size)
        {
            throw new ArgumentException(
                $"{Name}: {tensor} does not fit into {ShapeText.Text(destination.Length)} floats.", nameof(destination));
        }

        Read(tensor, format, destination);
    }

    /// <summary>
    /// Loads the parameters of many layers. Everything is checked before the first write: after an exception every layer is as it was.
    /// </summary>
    /// <param name="layers">
    /// The layers, and for each what the names of its tensors begin with, the dot included: <c>("layer1.0.bn2.", norm)</c>.
    /// </param>
    /// <param name="names">What the file calls the parameters; null: as PyTorch does.</param>
    /// <param name="allowExtra">
    /// Whether tensors may begin with a layer's prefix that no layer takes; if not they are a problem.
    /// </param>
    /// <exception cref="ParameterFileException">
    /// Tensors are missing, are too many, or have another shape or type than their parameter: all of them in one message.
    /// </exception>
    /// <exception cref="ArgumentException">A layer is given twice.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Load(
        IEnumerable<(string Prefix, NormalizationLayer Layer)> layers, ParameterNames? names = null, bool allowExtra = false)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var loading = new SafeTensorsLoading(this, names ?? ParameterNames.PyTorch);
        foreach (var (prefix, layer) in layers)
        {
            loading.Add(prefix, layer);
        }

        loading.Run(allowExtra);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => handle?.Dispose();

    /// <summary>Reads the bytes of a small tensor.</summary>
    internal byte[] ReadBytes(ParameterTensor tensor)
    {
        var bytes = new byte[tensor.End - tensor.Begin];
        source.Read(dataStart + tensor.Begin, bytes);
        return bytes;
    }

    private static ParameterFile Parse(string name, ByteSource source, SafeFileHandle? handle)
    {
        var start = new byte[Math.Min(SafeTensorsHeader.LengthSize, source.Length)];
        source.Read(0, start);
        var length = SafeTensorsHeader.ReadLength(name, start);
        var json = new byte[Math.Min(length, source.Length - start.Length)];
        source.Read(start.Length, json);
        var header = SafeTensorsHeader.Read(name, length, json);
        var dataStart = start.Length + json.Length;
        header.RequireDataLength(name, source.Length - dataStart);
        return new ParameterFile(name, header, source, dataStart, handle);
    }

    private (ParameterTensor Tensor, FloatFormat Format) RequireFloats(string name)
    {
        var tensor = Find(name) ?? throw new ParameterFileException($"{Name} has no tensor {Words.Name(name)}.");
        return (tensor, FloatFormat.Find(tensor.DataType) ?? throw new ParameterFileException(
            $"{Name}: {Words.Name(name)} is of type {tensor.DataType}; floats can be read of F32, F16, BF16 and F64."));
    }

    private void Read(ParameterTensor tensor, FloatFormat format, Span<float> values)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var offset = dataStart + tensor.Begin;
            while (!values.IsEmpty)
            {
                var count = Math.Min(values.Length, buffer.Length / format.Size);
                var bytes = buffer.AsSpan(0, count * format.Size);
                source.Read(offset, bytes);
                format.Convert(bytes, values[..count]);
                values = values[count..];
                offset += bytes.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
