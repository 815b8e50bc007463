using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NormGen.Checkpoints;
using NormGen.Runtime;

namespace NormGen;

/// <summary>
/// Gathers tensors, those of layers and others, and writes them as a safetensors file: F32, and I64 for numbers of batches. What is
/// added is read when the file is saved, not before.
/// </summary>
/// <example>
/// <code>
/// new ParameterFileWriter()
///     .Add("bn1.", stem)
///     .Add("layer1.0.bn1.", first)
///     .Add("conv1.weight", weights, 64, 3, 7, 7)
///     .Save("model.safetensors");
/// </code>
/// </example>
[DebuggerDisplay("{tensors.Count} tensors")]
public sealed class ParameterFileWriter
{
    private readonly Dictionary<string, WrittenTensor> tensors = new(StringComparer.Ordinal);

    /// <summary>Adds the parameters of a layer, each by <paramref name="prefix"/> and its name.</summary>
    /// <param name="prefix">What the names begin with, the dot included: <c>layer1.0.bn2.</c>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="names">What the file calls the parameters; null: as PyTorch does.</param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">There is a tensor of one of the names; none has been added then.</exception>
    public ParameterFileWriter Add(string prefix, NormalizationLayer layer, ParameterNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(layer);
        names ??= ParameterNames.PyTorch;
        var shape = ParameterShape.Of(layer);
        var added = layer.Parameters
            .Select(parameter => WrittenTensor.OfFloats(prefix + names.Of(layer.State, parameter), shape, parameter.Value))
            .ToList();
        if (layer.State is BatchNormState batchNorm && names.BatchesTracked is { } counter)
        {
            added.Add(WrittenTensor.OfNumber(prefix + counter, () => batchNorm.BatchesTracked));
        }

        added.ForEach(tensor => RequireNewName(tensor.Name, nameof(prefix)));
        added.ForEach(tensor => tensors.Add(tensor.Name, tensor));
        return this;
    }

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its elements, the last axis fastest.</param>
    /// <param name="shape">Its sizes, slowest first; none for a scalar.</param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">There is a tensor of the name, it is the one that the format keeps for itself, or the shape
    /// asks for another number of elements.</exception>
    public ParameterFileWriter Add(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        RequireNewName(name, nameof(name));
        if (ElementCount.Of(shape) != values.Length)
        {
            throw new ArgumentException(
                $"{Words.Name(name)}: {ShapeText.Text(values.Length)} values are no tensor of the shape {Words.Shape(shape)}.",
                nameof(shape));
        }

        tensors.Add(name, WrittenTensor.OfFloats(name, shape.ToArray(), values));
        return this;
    }

    /// <summary>
    /// Writes the file under another name beside its place and moves it there at the end, so that what was there before is whole
    /// until the new file is.
    /// </summary>
    /// <param name="path">The path of the file; one that is there is replaced.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew))
            {
                Save(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes the file to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        // Large elements first: so each tensor begins at a multiple of its elements' size.
        var ordered = tensors.Values.OrderByDescending(tensor => tensor.ElementSize).ToList();
        stream.Write(SafeTensorsOutput.Header(ordered));
        foreach (var tensor in ordered)
        {
            tensor.Write(stream);
        }
    }

    private void RequireNewName(string name, string parameter)
    {
        if (name == SafeTensorsJson.MetadataName || tensors.ContainsKey(name))
        {
            throw new ArgumentException($"The file has {Words.Name(name)} already.", parameter);
        }
    }
}
