using System;
using System.Buffers.Binary;

namespace NormGen.Checkpoints;

/// <summary>
/// A type of numbers that files hold and layers can take: how its elements, little-endian whatever the machine, become floats.
/// Halves and bfloat16 are floats without a rounding; F64 is rounded to nearest, past the range of floats to infinity.
/// </summary>
internal sealed class FloatFormat
{
    private readonly Converter convert;

    private FloatFormat(int size, Converter convert) => (Size, this.convert) = (size, convert);

    private delegate float Converter(ReadOnlySpan<byte> element);

    public static FloatFormat Float32 { get; } = new(sizeof(float), BinaryPrimitives.ReadSingleLittleEndian);

    public static FloatFormat Float64 { get; } = new(sizeof(double), bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes));

    public static FloatFormat Float16 { get; } = new(sizeof(ushort), bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes));

    // The upper half of a float.
    public static FloatFormat BFloat16 { get; } = new(
        sizeof(ushort), bytes => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16));

    /// <summary>The number of bytes of an element.</summary>
    public int Size { get; }

    /// <summary>Finds a format by the name that safetensors files have for it; null where floats cannot be made of it.</summary>
    public static FloatFormat? Find(string dataType) => dataType switch
    {
        "F32" => Float32,
        "F64" => Float64,
        "F16" => Float16,
        "BF16" => BFloat16,
        _ => null,
    };

    /// <summary>Converts elements that lie one after the other.</summary>
    /// <param name="bytes">As many elements as there are values.</param>
    /// <param name="values">Where the floats go.</param>
    public void Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = convert(bytes.Slice(index * Size, Size));
        }
    }
}
