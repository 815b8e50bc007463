using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Checkpoints;

namespace NormGen.Tool.Scaffolding;

/// <summary>From a node of a model to the layer that computes the same.</summary>
/// <param name="file">The model.</param>
/// <param name="names">The names that are taken.</param>
/// <param name="forTraining">Whether the layers are to have their training passes.</param>
internal sealed class DeclarationReader(OnnxFile file, ClassNames names, bool forTraining)
{
    // What the attributes accept.
    private const long MostChannels = 1 << 24;

    private static readonly Dictionary<int, (string Layout, string[] Sizes)> Layouts = new()
    {
        [2] = ("NC", []),
        [3] = ("NCL", ["Length"]),
        [4] = ("NCHW", ["Height", "Width"]),
        [5] = ("NCDHW", ["Depth", "Height", "Width"]),
    };

    private readonly ModelShapes shapes = new(file.Graph);

    private readonly ILookup<string, OnnxNode> consumers =
        file.Graph.Nodes.SelectMany(node => node.Inputs.Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);

    /// <summary>Reads a node.</summary>
    /// <exception cref="OmissionException">No layer computes what the node does.</exception>
    public Declaration Read(OnnxNode source)
    {
        var node = source.ToNormalization();
        var parameters = new NodeParameters(file.Graph, node);
        var shape = node.Inputs.Count > 0 ? shapes.Find(node.Inputs[0]) : null;
        var notes = new List<string>();
        string[] declared = node.Operator switch
        {
            "BatchNormalization" => ["BatchNorm", .. Channels(node, parameters, shape), .. Space(shape, notes), .. Running(source, node)],
            "InstanceNormalization" => ["InstanceNorm", .. Channels(node, parameters, shape), .. Space(shape, notes)],
            "GroupNormalization" => ["GroupNorm", .. Groups(node, parameters, shape), .. Space(shape, notes)],
            "LayerNormalization" => ["LayerNorm", .. Row(node, parameters, shape)],
            _ => ["RmsNorm", .. Row(node, parameters, shape)],
        };
        notes.AddRange(parameters.Missing.Select(parameter => $"The {parameter} is no constant of the file: set it before use."));
        notes.AddRange(source.Integer("training_mode") is 1 ? ["The node normalizes by its batch (training_mode = 1), as Forward does: Infer takes the running statistics."] : []);
        notes.AddRange(FollowedBy(node));
        string[] arguments = [.. declared[1..], .. Epsilon(node), .. Affine(node, parameters), .. forTraining ? (string[])[] : ["Passes = Passes.Inference"]];
        return new(
            node,
            names.Next(node.Name.Length > 0 ? node.Name : node.Output, node.Operator),
            $"{declared[0]}({string.Join(", ", arguments)})",
            parameters.Missing.Count == 0 ? Key(node) : null,
            notes);
    }

    // A name that several nodes have finds none of them; an output is one node's alone.
    private string? Key(OnnxNormalization node) =>
        node.Name.Length > 0 && file.Find(node.Name).Length == 1 ? node.Name
        : node.Output.Length > 0 && file.Find(node.Output).Length == 1 ? node.Output
        : null;

    private static IEnumerable<string> Channels(OnnxNormalization node, NodeParameters parameters, long?[]? shape) =>
        [Numbers.Text(ChannelCount(node, parameters, shape))];

    // Before opset 21 a scale of GroupNormalization belongs to a group, so it does not tell the channels.
    private static IEnumerable<string> Groups(OnnxNormalization node, NodeParameters parameters, long?[]? shape)
    {
        var groups = node.Groups ?? throw new OmissionException("it lacks its num_groups");
        var channels = ChannelCount(node, parameters, shape);
        return groups >= 1 && channels % groups == 0
            ? [Numbers.Text(groups), Numbers.Text(channels)]
            : throw new OmissionException($"{Numbers.Text(groups)} groups do not divide its {Numbers.Text(channels)} channels");
    }

    private static long ChannelCount(OnnxNormalization node, NodeParameters parameters, long?[]? shape)
    {
        var channels = parameters.ScaleIsPerChannel && parameters.ScaleShape is [var length] ? length : shape?.ElementAtOrDefault(1);
        return channels switch
        {
            null when parameters.ScaleShape is { Length: > 1 } => throw new OmissionException("its statistics are per position, not per channel"),
            null => throw new OmissionException($"the file does not tell the channels of {Escaped.Quoted(node.Inputs.ElementAtOrDefault(0) ?? "")}"),
            < 1 or > MostChannels => throw new OmissionException($"{Numbers.Text(channels.Value)} channels are out of range"),
            { } sound => sound,
        };
    }

    // The sizes of space are compiled in where all are known, and left to the call otherwise.
    private static IEnumerable<string> Space(long?[]? shape, List<string> notes)
    {
        if (shape is null)
        {
            notes.Add("The file does not tell how many axes there are: NCHW is assumed, with sizes known at the call.");
            return [];
        }

        if (!Layouts.TryGetValue(shape.Length, out var layout))
        {
            throw new OmissionException($"its input has {Numbers.Text(shape.Length)} axes; 2 to 5 can be declared");
        }

        var sizes = shape[2..];
        var fit = sizes.All(size => size is not null) && sizes.Aggregate((Int128)(shape[1] ?? MostChannels), (product, size) => Cap(product * size!.Value)) <= int.MaxValue;
        return
        [
            .. shape.Length == 4 ? (string[])[] : ["Layout = Layout." + layout.Layout],
            .. fit ? sizes.Select((size, axis) => $"{layout.Sizes[axis]} = {Numbers.Text(size!.Value)}") : [],
        ];
    }

    private static Int128 Cap(Int128 product) => Int128.Min(product, long.MaxValue);

    private IEnumerable<string> Running(OnnxNode source, OnnxNormalization node)
    {
        if (source.Integer("spatial") is 0)
        {
            throw new OmissionException("its statistics are per position (spatial = 0), not per channel");
        }

        if (!forTraining)
        {
            return [];
        }

        return node.Momentum is >= 0 and <= 1
            ? ["Dialect = Dialect.Onnx", .. node.Momentum == 0.9f ? (string[])[] : ["Momentum = " + Numbers.Text(node.Momentum.Value)]]
            : throw new OmissionException($"its momentum is {Numbers.Text(node.Momentum ?? float.NaN)}; expected 0 to 1");
    }

    private static IEnumerable<string> Row(OnnxNormalization node, NodeParameters parameters, long?[]? shape)
    {
        var axis = node.Axis ?? -1;
        long? count = axis < 0 ? -axis : shape?.Length - axis;
        long?[]? row = parameters.ScaleShape is { } scale && (count is null || scale.Length == count) ? [.. scale.Select(size => (long?)size)]
            : shape is not null && count >= 1 && count <= shape.Length ? shape[^(int)count.Value..]
            : null;
        if (row is not { Length: > 0 } || row.Contains(null))
        {
            throw new OmissionException("the file does not tell the sizes that it normalizes");
        }

        return row.All(size => size >= 1) && row.Aggregate((Int128)1, (product, size) => Cap(product * size!.Value)) <= MostChannels
            ? row.Select(size => Numbers.Text(size!.Value))
            : throw new OmissionException($"rows of {string.Join(" x ", row.Select(size => Numbers.Text(size!.Value)))} are out of range");
    }

    private static string[] Epsilon(OnnxNormalization node)
    {
        // Exporters round; so does what the loaded node is compared with.
        const double Tolerance = 1e-6;
        var unset = node.Operator is "RMSNormalization" or "SimplifiedLayerNormalization" ? Math.Pow(2, -23) : 1e-5;
        if (!(node.Epsilon > 0) || float.IsInfinity(node.Epsilon))
        {
            throw new OmissionException($"its epsilon is {Numbers.Text(node.Epsilon)}; expected a finite number above 0");
        }

        return Math.Abs(node.Epsilon - unset) <= Tolerance * unset ? [] : ["Epsilon = " + Numbers.Text(node.Epsilon)];
    }

    // PyTorch's instance norm has no parameters unless asked, and is written with constants in their place. Elsewhere ones and zeros are
    // what a model begins with before it is trained.
    private static string[] Affine(OnnxNormalization node, NodeParameters parameters) =>
        node.Operator == "InstanceNormalization" && parameters.AreNeutral ? ["Affine = false"] : [];

    private IEnumerable<string> FollowedBy(OnnxNormalization node) =>
        consumers[node.Output].ToList() is [{ IsOwn: true, Operator: "Relu" or "Sigmoid" or "Tanh" or "HardSwish" } only]
            ? [$"Followed by {only.Operator}: Activation = Activation.{only.Operator} computes it in the same pass."]
            : [];
}
