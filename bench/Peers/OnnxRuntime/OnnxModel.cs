using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using NormGen.Bench.Layers;
using NormGen.Bench.Memory;
using NormGen.Bench.Suite;

namespace NormGen.Bench.Peers.OnnxRuntime;

/// <summary>A model of one node, with its parameters in it, as bytes (<c>onnx.proto</c> numbers the fields).</summary>
internal static class OnnxModel
{
    public const string Input = "x";
    public const string Output = "y";

    // 21 is the first set of operators with a group norm whose scale is per channel; runtimes know it since 2024.
    private const int Operators = 21;
    private const int Format = 10;

    private const int FloatType = 1;

    // AttributeProto.AttributeType.
    private const int FloatAttribute = 1;
    private const int IntegerAttribute = 2;

    /// <summary>The model of a row; null where the standard has no such operator.</summary>
    public static byte[]? Of(Workload workload)
    {
        var (layer, parameters) = (workload.Layer, workload.Parameters);
        (string Name, Tensor Value)[] affine = [("gamma", parameters.Gamma), ("beta", parameters.Beta)];
        return (layer.Kind, workload.Row.Pass) switch
        {
            _ when layer.IsChannelsLast && layer.Sizes.Count > 1 => null,
            (LayerKind.Batch, Pass.FrozenInfer) =>
                Model(workload, "BatchNormalization", [.. affine, ("mean", parameters.Mean), ("variance", parameters.Variance)]),
            (LayerKind.Instance, Pass.Forward) => Model(workload, "InstanceNormalization", affine),
            (LayerKind.Group, Pass.Forward) => Model(workload, "GroupNormalization", affine, ("num_groups", layer.Groups)),
            (LayerKind.Layer, Pass.Forward) => Model(workload, "LayerNormalization", affine, ("axis", -1)),

            // The runtime's own; the standard's RMSNormalization came later.
            (LayerKind.Rms, Pass.Forward) => Model(workload, "SimplifiedLayerNormalization", affine[..1], ("axis", -1)),
            _ => null,
        };
    }

    private static byte[] Model(
        Workload workload,
        string operation,
        (string Name, Tensor Value)[] parameters,
        params (string Name, long Value)[] integers)
    {
        IReadOnlyList<int> sizes = [workload.Row.Batch, .. workload.Layer.Sizes];
        var node = new ProtobufWriter().Text(1, Input);
        foreach (var (name, _) in parameters)
        {
            node.Text(1, name);
        }

        node.Text(2, Output).Text(4, operation).Message(5, Epsilon(workload.Layer.Epsilon));
        foreach (var (name, value) in integers)
        {
            node.Message(5, new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, IntegerAttribute));
        }

        var graph = new ProtobufWriter().Message(1, node).Text(2, "row");
        foreach (var (name, value) in parameters)
        {
            graph.Message(5, Initializer(name, value.Span));
        }

        graph.Message(11, Value(Input, sizes)).Message(12, Value(Output, sizes));
        var operators = new ProtobufWriter().Text(1, "").Integer(2, Operators);
        return new ProtobufWriter().Integer(1, Format).Message(7, graph).Message(8, operators).Bytes.ToArray();
    }

    private static ProtobufWriter Epsilon(double value) =>
        new ProtobufWriter().Text(1, "epsilon").Single(2, (float)value).Integer(20, FloatAttribute);

    private static ProtobufWriter Initializer(string name, ReadOnlySpan<float> values) =>
        new ProtobufWriter().Integer(1, values.Length).Integer(2, FloatType).Text(8, name).Blob(9, MemoryMarshal.AsBytes(values));

    private static ProtobufWriter Value(string name, IEnumerable<int> sizes)
    {
        var shape = sizes.Aggregate(
            new ProtobufWriter(), (message, size) => message.Message(1, new ProtobufWriter().Integer(1, size)));
        var tensor = new ProtobufWriter().Integer(1, FloatType).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
