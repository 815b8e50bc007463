using System;
using System.Collections.Generic;

namespace NormGen.Checkpoints;

/// <summary>A node of an ONNX graph (<c>NodeProto</c>).</summary>
internal sealed class OnnxNode
{
    private readonly List<string> inputs = [];
    private readonly List<string> outputs = [];
    private readonly Dictionary<string, object> attributes = new(StringComparer.Ordinal);
    private string name = "";
    private string operatorName = "";
    private string domain = "";

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> Outputs => outputs;

    /// <summary>Whether it is one of ONNX's own normalizations.</summary>
    public bool IsNormalization => IsOwnDomain(domain) && operatorName is "BatchNormalization" or "InstanceNormalization"
        or "GroupNormalization" or "LayerNormalization" or "RMSNormalization";

    /// <summary>The tensor of a node that stands for a constant; null for others.</summary>
    public ReadOnlyMemory<byte>? ConstantValue =>
        IsOwnDomain(domain) && operatorName == "Constant" ? attributes.GetValueOrDefault("value") as ReadOnlyMemory<byte>? : null;

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
                    node.name = reader.Text;
                    break;
                case 4:
                    node.operatorName = reader.Text;
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
        new(operatorName, name, inputs, outputs is [var output, ..] ? output : "", attributes);

    // Floats, integers and tensors are what normalizations and constants have.
    private void TakeAttribute(ProtobufReader reader)
    {
        var attribute = "";
        object? value = null;
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
                case 5:
                    value = reader.Bytes;
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
