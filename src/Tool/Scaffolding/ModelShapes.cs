using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Checkpoints;

namespace NormGen.Tool.Scaffolding;

/// <summary>
/// The sizes of a model's tensors: what the file tells of them (inputs, outputs, value_info), and for the rest what follows from the
/// inputs of the node that computes them. A size that nobody knows is null.
/// </summary>
internal sealed class ModelShapes
{
    private readonly OnnxGraph graph;
    private readonly Dictionary<string, long?[]> inferred = new(StringComparer.Ordinal);

    public ModelShapes(OnnxGraph graph)
    {
        this.graph = graph;
        foreach (var node in graph.Nodes.Where(node => node is { IsOwn: true, Outputs.Count: > 0 }))
        {
            if (OperatorShapes.Of(node, Find) is { } shape)
            {
                inferred.TryAdd(node.Outputs[0], shape);
            }
        }
    }

    /// <summary>The sizes of a tensor; null where not even their number is known.</summary>
    public long?[]? Find(string tensor)
    {
        var computed = inferred.GetValueOrDefault(tensor) ?? graph.ConstantShape(tensor)?.Select(size => (long?)size).ToArray();
        return graph.Shape(tensor) is not { } told
            ? computed
            : [.. told.Select((size, axis) => size ?? (computed?.Length == told.Count ? computed[axis] : null))];
    }
}
