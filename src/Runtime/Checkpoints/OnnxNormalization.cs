using System.Collections.Generic;
using System.Diagnostics;

namespace NormGen;

/// <summary>A normalization in an ONNX file: its node, with the attributes that the operator has. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OnnxNormalization
{
    internal OnnxNormalization(
        string operatorName, string name, IReadOnlyList<string> inputs, string output, IReadOnlyDictionary<string, object> attributes)
    {
        (Operator, Name, Inputs, Output) = (operatorName, name, inputs, output);
        Epsilon = attributes.GetValueOrDefault("epsilon") is float epsilon ? epsilon : 1e-5f;
        Momentum = operatorName == "BatchNormalization" ? attributes.GetValueOrDefault("momentum") as float? ?? 0.9f : null;
        Groups = attributes.GetValueOrDefault("num_groups") as long?;
        Axis = operatorName is "LayerNormalization" or "RMSNormalization" or "SimplifiedLayerNormalization" ? attributes.GetValueOrDefault("axis") as long? ?? -1 : null;
    }

    /// <summary>
    /// The operator: <c>BatchNormalization</c>, <c>InstanceNormalization</c>, <c>GroupNormalization</c>, <c>LayerNormalization</c>,
    /// <c>RMSNormalization</c>, or <c>SimplifiedLayerNormalization</c>, which is ONNX Runtime's name for the same.
    /// </summary>
    public string Operator { get; }

    /// <summary>The node's name; empty in files whose nodes have none.</summary>
    public string Name { get; }

    /// <summary>The name of the node's first output, which no other node has.</summary>
    public string Output { get; }

    /// <summary>The number added to the variance; 1e-5 where the file says nothing.</summary>
    public float Epsilon { get; }

    /// <summary>
    /// The weight of the old running statistics in those of <c>BatchNormalization</c>, 0.9 where the file says nothing; null for other
    /// operators.
    /// </summary>
    public float? Momentum { get; }

    /// <summary>The number of groups of <c>GroupNormalization</c>; null for other operators.</summary>
    public long? Groups { get; }

    /// <summary>
    /// The first normalized axis of <c>LayerNormalization</c> and <c>RMSNormalization</c> (or <c>SimplifiedLayerNormalization</c>), counted
    /// from the end if negative; -1 where the file says nothing, null for other operators.
    /// </summary>
    public long? Axis { get; }

    /// <summary>The names of the inputs: the tensor, scale, bias, mean, variance, as far as the operator has them.</summary>
    internal IReadOnlyList<string> Inputs { get; }

    /// <summary>The node as messages show it.</summary>
    /// <returns>Its operator and its name, or its output's.</returns>
    public override string ToString() => $"{Operator} {Checkpoints.Words.Name(Name.Length > 0 ? Name : Output)}";
}
