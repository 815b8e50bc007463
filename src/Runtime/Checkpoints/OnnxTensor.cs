using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>A constant tensor of an ONNX file (<c>TensorProto</c>).</summary>
internal sealed class OnnxTensor
{
    private const int Dimensions = 1;

    private readonly string file;
    private readonly string name;
    private readonly List<long> shape = [];
    private readonly ArrayBufferWriter<byte> typed = new();
    private ReadOnlyMemory<byte>? raw;
    private long dataType;
    private bool isElsewhere;

    private OnnxTensor(string file, string name) => (this.file, this.name) = (file, name);

    /// <summary>The sizes, slowest first.</summary>
    public long[] Shape => [.. shape];

    // The numbers of TensorProto.DataType.
    private FloatFormat Format => dataType switch
    {
        1 => FloatFormat.Float32,
        10 => FloatFormat.Float16,
        11 => FloatFormat.Float64,
        16 => FloatFormat.BFloat16,
        _ => throw Wrong($"is of ONNX's type {ShapeText.Text(dataType)}; floats can be read of FLOAT, FLOAT16, BFLOAT16 and DOUBLE"),
    };

    /// <summary>Reads what the message says of the tensor, its values still in their bytes.</summary>
    /// <exception cref="ParameterFileException">It is malformed, or its values are in another file.</exception>
    public static OnnxTensor Read(string file, string name, ReadOnlyMemory<byte> message)
    {
        var tensor = new OnnxTensor(file, name);
        var reader = new ProtobufReader(file, message);
        while (reader.Next())
        {
            tensor.Take(reader);
        }

        return tensor.isElsewhere
            ? throw tensor.Wrong("has its values in another file (external data), which is not read; save the model as one file")
            : tensor;
    }

    /// <summary>Reads the sizes alone, slowest first.</summary>
    /// <exception cref="ParameterFileException">The message is malformed.</exception>
    public static long[] ReadShape(string file, string name, ReadOnlyMemory<byte> message)
    {
        var tensor = new OnnxTensor(file, name);
        var reader = new ProtobufReader(file, message);
        while (reader.Next())
        {
            if (reader.Field == Dimensions)
            {
                tensor.Take(reader);
            }
        }

        return tensor.Shape;
    }

    /// <summary>The values as floats.</summary>
    /// <exception cref="ParameterFileException">They are of no type of floats, or are not as many as the shape asks for.</exception>
    public float[] ReadFloats()
    {
        var format = Format;
        var bytes = raw is null ? typed.WrittenMemory : typed.WrittenCount == 0 ? raw.Value : throw Wrong("has its values twice");
        if (ElementCount.Of(Shape) is not { } count || (Int128)count * format.Size != bytes.Length)
        {
            throw Wrong($"has {ShapeText.Text(bytes.Length)} bytes of values, which is not what its shape {Words.Shape(Shape)} takes");
        }

        var values = new float[(int)count];
        format.Convert(bytes.Span, values);
        return values;
    }

    private void Take(ProtobufReader reader)
    {
        switch (reader.Field)
        {
            case Dimensions:
                reader.AddIntegers(shape);
                break;
            case 2:
                dataType = reader.Integer;
                break;
            case 3:         // segment
                throw Wrong("is a part of a tensor, which no runtime takes");
            case 4:         // float_data
                typed.Write(reader.FixedNumbers(sizeof(float)).Span);
                break;
            case 5:         // int32_data, which holds halves
                TakeHalves(reader);
                break;
            case 9:
                raw = reader.Bytes;
                break;
            case 10:        // double_data
                typed.Write(reader.FixedNumbers(sizeof(double)).Span);
                break;
            case 13:        // external_data
                isElsewhere = true;
                break;
            case 14:        // data_location
                isElsewhere |= reader.Integer != 0;
                break;
            default:
                break;
        }
    }

    private void TakeHalves(ProtobufReader reader)
    {
        var halves = new List<long>();
        reader.AddIntegers(halves);
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        foreach (var half in halves)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, unchecked((ushort)half));
            typed.Write(bytes);
        }
    }

    private ParameterFileException Wrong(string problem) => new($"{file}: the tensor {Words.Name(name)} {problem}.");
}
