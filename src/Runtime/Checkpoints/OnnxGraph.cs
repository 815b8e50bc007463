using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Checkpoints;

/// <summary>
/// What is needed of an ONNX file (<c>ModelProto</c> and its <c>GraphProto</c>): nodes, constant tensors, the shapes of other tensors.
/// Subgraphs and functions are not looked into.
/// </summary>
internal sealed class OnnxGraph
{
    // Exporters let nodes that share a constant read it through one Identity each, never through a chain.
    private const string Copy = "Identity";

    private readonly string file;
    private readonly List<OnnxNode> nodes = [];
    private readonly List<OnnxNormalization> normalizations = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> copies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<long?>> shapes = new(StringComparer.Ordinal);
    private bool hasGraph;

    private OnnxGraph(string file) => this.file = file;

    /// <summary>The nodes in the order of the graph, which is one in which they can be computed.</summary>
    public IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <summary>The normalizations in the order of the graph.</summary>
    public IReadOnlyList<OnnxNormalization> Normalizations => normalizations;

    /// <summary>The version of ONNX's own operators.</summary>
    public long OperatorSet { get; private set; }

    /// <summary>Reads a model.</summary>
    /// <exception cref="ParameterFileException">It is none.</exception>
    public static OnnxGraph Read(string file, ReadOnlyMemory<byte> model)
    {
        var graph = new OnnxGraph(file);
        var reader = new ProtobufReader(file, model);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 7:
                    graph.TakeGraph(reader.Bytes);
                    break;
                case 8:         // opset_import
                    graph.TakeOperatorSet(reader.Bytes);
                    break;
                default:
                    break;
            }
        }

        return graph.hasGraph ? graph : throw new ParameterFileException($"{file} is no ONNX file: it has no graph.");
    }

    /// <summary>Finds a constant tensor; null if there is none of the name.</summary>
    /// <exception cref="ParameterFileException">It is malformed, or its values are in another file.</exception>
    public OnnxTensor? FindConstant(string name) => Constant(name) is { } message ? OnnxTensor.Read(file, name, message) : null;

    /// <summary>The sizes of a constant tensor, wherever its values are; null if there is none of the name.</summary>
    /// <exception cref="ParameterFileException">It is malformed.</exception>
    public long[]? ConstantShape(string name) => Constant(name) is { } message ? OnnxTensor.ReadShape(file, name, message) : null;

    /// <summary>The sizes that the file tells of a tensor, null where one is not a number; null where it tells none.</summary>
    public IReadOnlyList<long?>? Shape(string name) => shapes.GetValueOrDefault(name);

    /// <summary>The number of axes of a tensor; null where the file does not tell.</summary>
    public int? Rank(string name) => Shape(name)?.Count;

    // Without its type null would be an empty message.
    private ReadOnlyMemory<byte>? Constant(string name) =>
        constants.TryGetValue(name, out var message) || constants.TryGetValue(copies.GetValueOrDefault(name, ""), out message)
            ? message
            : default(ReadOnlyMemory<byte>?);

    private void TakeGraph(ReadOnlyMemory<byte> message)
    {
        hasGraph = true;
        var reader = new ProtobufReader(file, message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    TakeNode(reader.Bytes);
                    break;
                case 5:
                    TakeConstant(OnnxNode.NameOf(file, reader.Bytes, field: 8), reader.Bytes);
                    break;
                case 11 or 12 or 13:        // input, output, value_info
                    TakeShape(reader.Bytes);
                    break;
                default:
                    break;
            }
        }
    }

    private void TakeNode(ReadOnlyMemory<byte> message)
    {
        var node = OnnxNode.Read(file, message);
        nodes.Add(node);
        if (node.IsNormalization)
        {
            normalizations.Add(node.ToNormalization());
        }
        else if (node.ConstantValue is { } value && node.Outputs is [var output, ..])
        {
            TakeConstant(output, value);
        }
        else if (node is { IsOwn: true, Operator: Copy, Inputs: [var original], Outputs: [var copy] })
        {
            copies[copy] = original;
        }
    }

    private void TakeConstant(string name, ReadOnlyMemory<byte> tensor)
    {
        if (name.Length > 0 && !constants.TryAdd(name, tensor))
        {
            throw new ParameterFileException($"{file} is malformed: it has the tensor {Words.Name(name)} twice.");
        }
    }

    private void TakeOperatorSet(ReadOnlyMemory<byte> message)
    {
        var (domain, version) = ("", 0L);
        var reader = new ProtobufReader(file, message);
        while (reader.Next())
        {
            domain = reader.Field == 1 ? reader.Text : domain;
            version = reader.Field == 2 ? reader.Integer : version;
        }

        OperatorSet = OnnxNode.IsOwnDomain(domain) ? version : OperatorSet;
    }

    // ValueInfoProto.type (2), TypeProto.tensor_type (1), TypeProto.Tensor.shape (2), which is a dim (1) per axis.
    private void TakeShape(ReadOnlyMemory<byte> message)
    {
        if (Nested(Nested(Nested(message, 2), 1), 2) is { } shape)
        {
            var sizes = new List<long?>();
            var reader = new ProtobufReader(file, shape);
            while (reader.Next())
            {
                sizes.AddRange(reader.Field == 1 ? [Size(reader.Bytes)] : Enumerable.Empty<long?>());
            }

            shapes[OnnxNode.NameOf(file, message, field: 1)] = sizes;
        }
    }

    // dim_value (1); otherwise a name (dim_param), or nothing.
    private long? Size(ReadOnlyMemory<byte> dimension)
    {
        long? size = null;
        var reader = new ProtobufReader(file, dimension);
        while (reader.Next())
        {
            size = reader.Field == 1 && reader.Integer > 0 ? reader.Integer : size;
        }

        return size;
    }

    private ReadOnlyMemory<byte>? Nested(ReadOnlyMemory<byte>? message, int field)
    {
        ReadOnlyMemory<byte>? nested = null;
        var reader = new ProtobufReader(file, message ?? default);
        while (reader.Next())
        {
            nested = reader.Field == field ? reader.Bytes : nested;
        }

        return nested;
    }
}
