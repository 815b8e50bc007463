using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace NormGen.Checkpoints;

/// <summary>
/// Walks over the fields of a message in the wire format of protocol buffers (https://protobuf.dev/programming-guides/encoding). It
/// knows no schema and copies nothing; nested messages are read by readers of their own.
/// </summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="message">The bytes of the message.</param>
internal sealed class ProtobufReader(string file, ReadOnlyMemory<byte> message)
{
    private const int VarintWire = 0;
    private const int Fixed64Wire = 1;
    private const int BytesWire = 2;
    private const int Fixed32Wire = 5;
    private const int LargestVarint = 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlyMemory<byte> rest = message;
    private int wire;
    private ulong number;
    private ReadOnlyMemory<byte> bytes;

    /// <summary>The number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>The value of a field that holds an integer.</summary>
    public long Integer => Require(VarintWire, unchecked((long)number));

    /// <summary>The value of a field that holds a float.</summary>
    public float Single => Require(Fixed32Wire, BitConverter.UInt32BitsToSingle((uint)number));

    /// <summary>The value of a field that holds bytes or a message.</summary>
    public ReadOnlyMemory<byte> Bytes => Require(BytesWire, bytes);

    /// <summary>The value of a field that holds a text.</summary>
    public string Text
    {
        get
        {
            try
            {
                return StrictUtf8.GetString(Bytes.Span);
            }
            catch (DecoderFallbackException exception)
            {
                throw new ParameterFileException($"{file} is malformed: a text in it is no UTF-8.", exception);
            }
        }
    }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="ParameterFileException">The message is cut off, or is none.</exception>
    public bool Next()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint(ref rest);
        (Field, wire) = (tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw Malformed(), (int)(tag & 7));
        switch (wire)
        {
            case VarintWire:
                number = Varint(ref rest);
                break;
            case Fixed64Wire:
                bytes = Take(sizeof(ulong));
                break;
            case Fixed32Wire:
                bytes = Take(sizeof(uint));
                number = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span);
                break;
            case BytesWire:
                bytes = Take(Varint(ref rest));
                break;
            default:
                throw Malformed();
        }

        return true;
    }

    /// <summary>The bytes of a field of numbers of fixed width: of one of them, or of a packed list.</summary>
    /// <param name="size">The width of a number, 4 or 8.</param>
    public ReadOnlyMemory<byte> FixedNumbers(int size) =>
        wire == BytesWire || wire == (size == sizeof(uint) ? Fixed32Wire : Fixed64Wire) ? bytes : throw Malformed();

    /// <summary>Adds the integers of a field: one, or a packed list.</summary>
    /// <param name="integers">Where they are added.</param>
    public void AddIntegers(List<long> integers)
    {
        if (wire == VarintWire)
        {
            integers.Add(Integer);
            return;
        }

        var packed = Bytes;
        while (!packed.IsEmpty)
        {
            integers.Add(unchecked((long)Varint(ref packed)));
        }
    }

    private ulong Varint(ref ReadOnlyMemory<byte> from)
    {
        var span = from.Span;
        var value = 0UL;
        for (var index = 0; index < Math.Min(LargestVarint, span.Length); index++)
        {
            value |= (ulong)(span[index] & 0x7F) << (7 * index);
            if (span[index] < 0x80)
            {
                from = from[(index + 1)..];
                return value;
            }
        }

        throw Malformed();
    }

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            throw new ParameterFileException($"{file} is cut off, or no ONNX file: a field is longer than what holds it.");
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private T Require<T>(int expected, T value) => wire == expected ? value : throw Malformed();

    private ParameterFileException Malformed() => new($"{file} is malformed, or no ONNX file: it is no sequence of fields.");
}
