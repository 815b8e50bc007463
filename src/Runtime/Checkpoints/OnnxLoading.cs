using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>Finds the parameters of layers in an ONNX file.</summary>
/// <param name="file">The file.</param>
internal sealed class OnnxLoading(OnnxFile file)
{
    // From here on a scale of GroupNormalization belongs to a channel, before to a group.
    private const long ScalesPerChannel = 21;

    private readonly LoadPlan plan = new(file.Name);

    /// <summary>Finds the parameters of a layer, and compares its declaration with the node's attributes.</summary>
    public void Add(string node, NormalizationLayer layer)
    {
        ArgumentNullException.ThrowIfNull(node);
        plan.Begin(layer);
        if (file.Find(node) is not [var normalization])
        {
            var problem = file.Find(node).Length == 0 ? "no normalization has" : "several normalizations have";
            plan.Report(layer, $"{problem} the name or the output {Words.Name(node)}.");
            return;
        }

        var differences = OnnxDeclaration.Compare(layer.State, normalization, file.Graph).ToList();
        differences.ForEach(difference => plan.Report(layer, $"{normalization} {difference}."));
        if (OnnxDeclaration.IsOperatorOf(layer.State, normalization))
        {
            TakeParameters(layer, normalization);
        }
    }

    /// <summary>Loads what was found.</summary>
    public void Run() => plan.Run();

    private void TakeParameters(NormalizationLayer layer, OnnxNormalization node)
    {
        foreach (var parameter in layer.Parameters)
        {
            if (Values(layer, node, parameter.Name) is { } values)
            {
                plan.Take(parameter.Value, () => values);
            }
        }

        // Without gamma and beta the layer computes the same only if they are 1 and 0.
        if (layer.Parameters.All(parameter => parameter.Name != "weight"))
        {
            RequireAll(layer, node, "weight", 1);
            RequireAll(layer, node, "bias", 0);
        }
    }

    private void RequireAll(NormalizationLayer layer, OnnxNormalization node, string parameter, float neutral)
    {
        if (Input(parameter) < node.Inputs.Count && Values(layer, node, parameter) is { } values && values.Any(value => value != neutral))
        {
            plan.Report(
                layer,
                $"{node} has a {parameter} other than {ShapeText.Text((long)neutral)}, and the layer is declared with Affine = false.");
        }
    }

    private float[]? Values(NormalizationLayer layer, OnnxNormalization node, string parameter)
    {
        var input = Input(parameter) < node.Inputs.Count ? node.Inputs[Input(parameter)] : "";
        if (input.Length == 0 && parameter == "bias")
        {
            return new float[layer.State.Shape.Channels];       // An optional input that is left out.
        }

        try
        {
            return Values(layer, node, parameter, input);
        }
        catch (ParameterFileException exception)
        {
            plan.Report(layer, exception.Message);
            return null;
        }
    }

    private float[]? Values(NormalizationLayer layer, OnnxNormalization node, string parameter, string input)
    {
        if (file.Graph.FindConstant(input) is not { } tensor)
        {
            plan.Report(layer, $"{node} has the {parameter} {Words.Name(input)}, which is no constant of the file.");
            return null;
        }

        var perGroup = node.Groups is not null && file.Graph.OperatorSet < ScalesPerChannel;
        var expected = perGroup ? [node.Groups!.Value] : ParameterShape.Of(layer);
        if (!tensor.Shape.AsSpan().SequenceEqual(expected))
        {
            plan.Report(
                layer,
                $"{node} has the {parameter} {Words.Name(input)} of the shape {Words.Shape(tensor.Shape)}, " +
                $"and {Words.Shape(expected)} is due.");
            return null;
        }

        var values = tensor.ReadFloats();
        return perGroup ? PerChannel(values, layer.State.Shape.Channels) : values;
    }

    // The groups divide the channels, or the node was no operator of the layer.
    private static float[] PerChannel(IReadOnlyList<float> groups, int channels) =>
        [.. Enumerable.Range(0, channels).Select(channel => groups[channel / (channels / groups.Count)])];

    private static int Input(string parameter) => parameter switch
    {
        "weight" => 1,
        "bias" => 2,
        "running_mean" => 3,
        _ => 4,
    };
}
