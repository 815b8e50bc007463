using System.Collections.Generic;
using System.Linq;
using NormGen.Checkpoints;

namespace NormGen.Tool.Scaffolding;

/// <summary>What a model says of the parameters of a node.</summary>
internal sealed class NodeParameters
{
    // From here on a scale of GroupNormalization belongs to a channel, before to a group.
    private const long ScalesPerChannel = 21;

    private static readonly string[] Names = ["scale", "bias", "mean", "variance"];

    private readonly OnnxGraph graph;
    private readonly OnnxNormalization node;

    public NodeParameters(OnnxGraph graph, OnnxNormalization node)
    {
        (this.graph, this.node) = (graph, node);
        ScaleShape = Shape(1);
        ScaleIsPerChannel = node.Operator != "GroupNormalization" || graph.OperatorSet >= ScalesPerChannel;
        Missing = [.. Names.Where((name, index) => IsDue(index + 1) && Shape(index + 1) is null)];
        AreNeutral = AreAll(1, 1) && (node.Inputs.Count < 3 || node.Inputs[2].Length == 0 || AreAll(2, 0));
    }

    /// <summary>The sizes of the scale; null where it is no constant of the file.</summary>
    public long[]? ScaleShape { get; }

    /// <summary>Whether each channel has a scale of its own.</summary>
    public bool ScaleIsPerChannel { get; }

    /// <summary>The parameters that are no constants of the file.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Whether the scale is 1 and the bias 0 throughout.</summary>
    public bool AreNeutral { get; }

    private bool IsDue(int input) => input < node.Inputs.Count && (node.Inputs[input].Length > 0 || input == 1);

    private long[]? Shape(int input) => input < node.Inputs.Count ? graph.ConstantShape(node.Inputs[input]) : null;

    // Values in another file, or of another type than floats, cannot be looked at: then they are parameters.
    private bool AreAll(int input, float value)
    {
        try
        {
            return input < node.Inputs.Count && graph.FindConstant(node.Inputs[input])?.ReadFloats().All(number => number == value) == true;
        }
        catch (ParameterFileException)
        {
            return false;
        }
    }
}
