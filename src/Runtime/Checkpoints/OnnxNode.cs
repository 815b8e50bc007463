using System;
using System.Collections.Generic;
using System.Text;

namespace NormGen.Checkpoints;

/// <summary>A node of an ONNX graph (<c>NodeProto</c>).</summary>
internal sealed class OnnxNode
{
    private readonly List<string> inputs = [];
    private readonly List<string> outputs = [];
    private readonly Dictionary<string, object> attributes = new(StringComparer.Ordinal);
    private string domain = "";

    /// <summary>The name; empty where there is none.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The operator.</summary>
    public string Operator { get; private set; } = "";

    /// <summary>The names of the inputs.</summary>
    public IReadOnlyList<string> Inputs => inputs;

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> Outputs => outputs;

    /// <summary>Whether the operator is one of ONNX's own.</summary>
    public bool IsOwn => IsOwnDomain(domain);

    /// <summary>Whether it is one of ONNX's own normalizations, or the one that ONNX Runtime has added to them.</summary>
    public bool IsNormalization => IsOwn && Operator is "BatchNormalization" or "InstanceNormalization"
        or "GroupNormalization" or "LayerNormalization" or "RMSNormalization" or "SimplifiedLayerNormalization";

    /// <summary>The tensor of a node that stands for a constant; null for others.</summary>
    public ReadOnlyMemory<byte>? ConstantValue =>
        IsOwn && Operator == "Constant" ? attributes.GetValueOrDefault("value") as ReadOnlyMemory<byte>? : null;

    /// <summary>Whether a domain is that of ONNX's own operators.</summary>
    public static bool IsOwnDomain(string domain) => domain is "" or "ai.onnx";

    /// <summary>Reads a node.</summary>
    /// <exception cref="ParameterFileException">It is malformed.</exception>
    public static OnnxNode Read(string file, ReadOnlyMemory<byte> message)
    {
        var node = new OnnxNode();
        var reader = new ProtobufReader(file, message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    node.inputs.Add(reader.Text);
                    break;
                case 2:
                    node.outputs.Add(reader.Text);
                    break;
                case 3:
                    node.Name = reader.Text;
                    break;
                case 4:
                    node.Operator = reader.Text;
                    break;
                case 5:
                    node.TakeAttribute(new ProtobufReader(file, reader.Bytes));
                    break;
                case 7:
                    node.domain = reader.Text;
                    break;
                default:
                    break;
            }
        }

        return node;
    }

    /// <summary>The name in a message that has one.</summary>
    public static string NameOf(string file, ReadOnlyMemory<byte> message, int field)
    {
        var name = "";
        var reader = new ProtobufReader(file, message);
        while (reader.Next())
        {
            name = reader.Field == field ? reader.Text : name;
        }

        return name;
    }

    /// <summary>The node as users see it.</summary>
    public OnnxNormalization ToNormalization() =>
        new(Operator, Name, inputs, outputs is [var output, ..] ? output : "", attributes);

    /// <summary>An attribute that is an integer; null where there is none.</summary>
    public long? Integer(string attribute) => attributes.GetValueOrDefault(attribute) as long?;

    /// <summary>An attribute that is a list of integers; null where there is none.</summary>
    public IReadOnlyList<long>? Integers(string attribute) => attributes.GetValueOrDefault(attribute) as List<long>;

    /// <summary>An attribute that is a word; null where there is none.</summary>
    public string? Word(string attribute) =>
        attributes.GetValueOrDefault(attribute) is ReadOnlyMemory<byte> word ? Encoding.ASCII.GetString(word.Span) : null;

    // Floats, integers, words, tensors and lists of integers are what normalizations, constants and shapes have.
    private void TakeAttribute(ProtobufReader reader)
    {
        var attribute = "";
        object? value = null;
        var list = new List<long>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    attribute = reader.Text;
                    break;
                case 2:
                    value = reader.Single;
                    break;
                case 3:
                    value = reader.Integer;
                    break;
                case 4 or 5:
                    value = reader.Bytes;
                    break;
                case 8:
                    reader.AddIntegers(list);
                    value = list;
                    break;
                default:
                    break;
            }
        }

        if (value is not null)
        {
            attributes[attribute] = value;
        }
    }
}
