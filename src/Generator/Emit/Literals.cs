using System;
using System.Globalization;

namespace NormGen.Generator.Emit;

/// <summary>Numbers as C# text that means the same bits on every host, whatever its formatting of floating point.</summary>
internal static class Literals
{
    private const double LargestPlainInteger = 1 << 20;

    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>An integer with thousands separated, for people.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Double(double value)
    {
        if (IsPlainInteger(value))
        {
            return Integer((long)value) + "d";
        }

        var bits = BitConverter.DoubleToInt64Bits(value).ToString("X16", CultureInfo.InvariantCulture);
        return $"global::System.BitConverter.UInt64BitsToDouble(0x{bits}UL /* {Readable(value)} */)";
    }

    public static string Single(float value)
    {
        if (IsPlainInteger(value))
        {
            return Integer((long)value) + "f";
        }

        return $"global::System.BitConverter.UInt32BitsToSingle(0x{Bits(value)}U /* {Readable(value)} */)";
    }

    /// <summary>Whether a float is written as a short integer.</summary>
    public static bool IsShort(float value) => IsPlainInteger(value);

    /// <summary>The bits of a float, in eight hexadecimal digits.</summary>
    public static string Bits(float value) =>
        BitConverter.ToInt32(BitConverter.GetBytes(value), 0).ToString("X8", CultureInfo.InvariantCulture);

    /// <summary>A number for people. Seven digits are alike on .NET Framework and .NET; the shortest round-trip form is not.</summary>
    public static string Readable(double value) => value.ToString("G7", CultureInfo.InvariantCulture);

    /// <summary>Minus zero has bits of its own, so it is not plain.</summary>
    private static bool IsPlainInteger(double value) =>
        Math.Abs(value) <= LargestPlainInteger && value == Math.Floor(value) && BitConverter.DoubleToInt64Bits(value) != long.MinValue;
}
