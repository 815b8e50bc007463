using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NormGen.Checkpoints;

namespace NormGen;

/// <summary>
/// The normalizations of an ONNX file, and their parameters: constant tensors of the graph (initializers, and <c>Constant</c> nodes) of
/// FLOAT, FLOAT16, BFLOAT16 and DOUBLE. The file is read into memory whole; values that it keeps in other files are refused. Any number of
/// threads may read at once.
/// </summary>
/// <remarks>Format: https://github.com/onnx/onnx/blob/main/docs/IR.md. Subgraphs and functions are not looked into.</remarks>
/// <example>
/// <code>
/// var file = OnnxFile.Open("model.onnx");
/// foreach (var normalization in file.Normalizations)
/// {
///     Console.WriteLine(normalization);
/// }
///
/// file.Load([("/bn1/BatchNormalization", stem), ("/layer1/bn2/BatchNormalization", second)]);
/// </code>
/// </example>
[DebuggerDisplay("{Name,nq}: {Normalizations.Count} normalizations")]
public sealed class OnnxFile
{
    private OnnxFile(string name, ReadOnlyMemory<byte> content) => (Name, Graph) = (name, OnnxGraph.Read(name, content));

    /// <summary>The normalizations in the order of the graph.</summary>
    public IReadOnlyList<OnnxNormalization> Normalizations => Graph.Normalizations;

    /// <summary>What messages call the file.</summary>
    internal string Name { get; }

    /// <summary>What was read of the file.</summary>
    internal OnnxGraph Graph { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path of the file, of up to 2 GB, which is what the format allows.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ParameterFileException">It is no ONNX file, or is cut off.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static OnnxFile Open(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>Takes a file that is in memory. Nothing is copied: the memory must stay as it is.</summary>
    /// <param name="content">The whole file.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ParameterFileException">It is no ONNX file, or is cut off.</exception>
    public static OnnxFile Parse(ReadOnlyMemory<byte> content) => new("The file", content);

    /// <summary>
    /// Loads the parameters of many layers. The node's operator and attributes must be what the layer declares: epsilon, groups, axis,
    /// and momentum where the layer trains. Everything is checked before the first write: after an exception every layer is as it was.
    /// </summary>
    /// <param name="layers">The layers, each with the name of its node, or of the node's first output.</param>
    /// <exception cref="ParameterFileException">
    /// Nodes or tensors are missing, or are not what a layer declares: all of it in one message.
    /// </exception>
    /// <exception cref="ArgumentException">A layer is given twice.</exception>
    public void Load(IEnumerable<(string Node, NormalizationLayer Layer)> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var loading = new OnnxLoading(this);
        foreach (var (node, layer) in layers)
        {
            loading.Add(node, layer);
        }

        loading.Run();
    }

    /// <summary>The normalizations that a name stands for: those of the name, else those whose first output has it.</summary>
    internal OnnxNormalization[] Find(string node)
    {
        OnnxNormalization[] named = [.. Normalizations.Where(candidate => candidate.Name == node && node.Length > 0)];
        return named.Length > 0 ? named : [.. Normalizations.Where(candidate => candidate.Output == node)];
    }
}
