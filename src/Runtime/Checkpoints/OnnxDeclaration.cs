using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>Compares what a layer declares with what a node of an ONNX file says.</summary>
internal static class OnnxDeclaration
{
    // Exporters have written 1e-5 as the float next to the nearest one.
    private const double EpsilonTolerance = 1e-6;

    // Exporters write 1 - momentum, rounded to a float.
    private const double MomentumTolerance = 1e-6;

    /// <summary>Whether the node computes what the layer does, as far as its operator and its groups tell.</summary>
    public static bool IsOperatorOf(LayerState layer, OnnxNormalization node) =>
        Operators(layer).Contains(node.Operator) && (node.Operator != "GroupNormalization" || node.Groups == Groups(layer));

    /// <summary>What differs, as ends of sentences that begin with the node.</summary>
    public static IEnumerable<string> Compare(LayerState layer, OnnxNormalization node, OnnxGraph graph)
    {
        if (!Operators(layer).Contains(node.Operator))
        {
            return [$"is none of the operators that the layer computes: {string.Join(", ", Operators(layer))}"];
        }

        string?[] differences =
            [Epsilon(layer, node), GroupCount(layer, node), Momentum(layer, node), Axis(layer, node, graph), Offset(layer)];
        return differences.OfType<string>();
    }

    private static string[] Operators(LayerState layer) => layer switch
    {
        BatchNormState => ["BatchNormalization"],
        SampleNormState { Shape.IsRows: true, Options.HasMean: true } => ["LayerNormalization"],
        SampleNormState { Shape.IsRows: true } => ["RMSNormalization", "SimplifiedLayerNormalization"],
        _ when Groups(layer) == layer.Shape.Channels => ["InstanceNormalization", "GroupNormalization"],
        _ => ["GroupNormalization"],
    };

    private static int Groups(LayerState layer) => layer is SampleNormState { Options: var options } ? options.Groups : 1;

    private static string? Epsilon(LayerState layer, OnnxNormalization node)
    {
        var declared = layer switch
        {
            BatchNormState batchNorm => batchNorm.Epsilon,
            SampleNormState sampleNorm => sampleNorm.Epsilon,
            _ => double.NaN,
        };
        return Math.Abs(declared - node.Epsilon) <= EpsilonTolerance * declared ? null : Differs("epsilon", node.Epsilon, (float)declared);
    }

    private static string? GroupCount(LayerState layer, OnnxNormalization node) => node.Operator switch
    {
        "GroupNormalization" when node.Groups is null => "lacks its num_groups",
        "GroupNormalization" when node.Groups != Groups(layer) => Differs("num_groups", node.Groups.Value, Groups(layer)),
        _ => null,
    };

    // A cumulative average is nothing that ONNX knows, so there is nothing to compare.
    private static string? Momentum(LayerState layer, OnnxNormalization node)
    {
        if (layer is not BatchNormState { Options: var options } || options.Passes == Passes.Inference || double.IsNaN(options.Momentum))
        {
            return null;
        }

        var declared = options.Dialect == Dialect.PyTorch ? 1 - options.Momentum : options.Momentum;
        return Math.Abs(declared - node.Momentum!.Value) <= MomentumTolerance
            ? null
            : Differs("momentum (the weight of the old value)", node.Momentum.Value, (float)declared);
    }

    // An axis counted from the front tells how many are normalized only where the file tells how many there are.
    private static string? Axis(LayerState layer, OnnxNormalization node, OnnxGraph graph)
    {
        if (node.Axis is not { } axis)
        {
            return null;
        }

        var normalized = axis < 0 ? -axis : node.Inputs is [var input, ..] ? graph.Rank(input) - axis : null;
        return normalized is null || normalized == layer.Shape.RowSizes.Length
            ? null
            : Differs("number of normalized axes", normalized.Value, layer.Shape.RowSizes.Length);
    }

    private static string? Offset(LayerState layer) => layer is SampleNormState { Options.UnitOffset: true }
        ? "scales by its scale, and the layer by 1 + gamma; declare it without UnitOffset"
        : null;

    private static string Differs<T>(string attribute, T node, T layer) =>
        string.Create(CultureInfo.InvariantCulture, $"has the {attribute} {node}, and the layer is declared with {layer}");
}
