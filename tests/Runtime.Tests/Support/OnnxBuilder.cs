using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NormGen.Runtime.Tests.Support;

/// <summary>Puts ONNX files together field by field; it shares no code with the library.</summary>
internal sealed class OnnxBuilder
{
    private const int Bytes = 2;

    private readonly List<byte> graph = [];
    private long operatorSet = 22;

    public OnnxBuilder OperatorSet(long version)
    {
        operatorSet = version;
        return this;
    }

    /// <summary>A node whose output is its name with <c>_out</c> behind it.</summary>
    public OnnxBuilder Node(string operatorName, string name, string[] inputs, params byte[][] attributes)
    {
        graph.AddRange(Field(1,
            [.. inputs.SelectMany(input => Field(1, Text(input))), .. Field(2, Text(name + "_out")), .. Field(3, Text(name)),
                .. Field(4, Text(operatorName)), .. attributes.SelectMany(attribute => Field(5, attribute))]));
        return this;
    }

    public OnnxBuilder Tensor(byte[] tensor)
    {
        graph.AddRange(Field(5, tensor));
        return this;
    }

    public OnnxBuilder Floats(string name, params float[] values) => Tensor(Raw(name, 1, [values.Length], [.. values.SelectMany(FileBuilder.LittleEndian)]));

    /// <summary>Tells the number of axes of a tensor.</summary>
    public OnnxBuilder Rank(string name, int rank) => Shape(name, [.. Enumerable.Repeat((long?)5, rank)]);

    /// <summary>Tells the sizes of a tensor; null for one that has a name instead of a number.</summary>
    public OnnxBuilder Shape(string name, params long?[] sizes)
    {
        var shape = sizes.SelectMany(size => Field(1, size is { } number ? Field(1, number) : Field(2, Text("any")))).ToArray();
        graph.AddRange(Field(13, [.. Field(1, Text(name)), .. Field(2, Field(1, [.. Field(1, 1), .. Field(2, shape)]))]));
        return this;
    }

    /// <summary>A constant tensor that nobody looks into.</summary>
    public OnnxBuilder Weight(string name, params long[] sizes) => Tensor(Header(name, 1, sizes));

    public byte[] Build() => [.. Field(1, 10), .. Field(7, [.. graph]), .. Field(8, [.. Field(1, []), .. Field(2, operatorSet)])];

    public OnnxFile Open() => OnnxFile.Parse(Build());

    public static byte[] Float(string name, float value) =>
        [.. Field(1, Text(name)), .. Varint((2 << 3) | 5), .. FileBuilder.LittleEndian(value), .. Field(20, 1)];

    public static byte[] Integer(string name, long value) => [.. Field(1, Text(name)), .. Field(3, value), .. Field(20, 2)];

    public static byte[] Integers(string name, params long[] values) =>
        [.. Field(1, Text(name)), .. values.SelectMany(value => Field(8, value)), .. Field(20, 7)];

    public static byte[] Word(string name, string value) => [.. Field(1, Text(name)), .. Field(4, Text(value)), .. Field(20, 3)];

    public static byte[] Value(byte[] tensor) => [.. Field(1, Text("value")), .. Field(5, tensor), .. Field(20, 4)];

    public static byte[] Raw(string name, int type, IReadOnlyList<long> shape, byte[] data) => [.. Header(name, type, shape), .. Field(9, data)];

    public static byte[] Header(string name, int type, IReadOnlyList<long> shape) =>
        [.. shape.SelectMany(size => Field(1, size)), .. Field(2, type), .. Field(8, Text(name))];

    public static byte[] Field(int field, byte[] value) => [.. Varint((field << 3) | Bytes), .. Varint(value.Length), .. value];

    public static byte[] Field(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    public static byte[] Varint(long value)
    {
        var bytes = new List<byte>();
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        return [.. bytes, (byte)rest];
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
