using System;

namespace NormGen.Verification;

/// <summary>Integers of 8 bits from their definition, in double. Source: ONNX, QuantizeLinear.</summary>
internal static class QuantizedReference
{
    /// <summary><c>saturate(round(value / scale) + zeroPoint)</c>, halves to even, NaN to the zero point.</summary>
    public static int Of(double value, float scale, int zeroPoint, Quantization quantization)
    {
        var (least, most) = Range(quantization);
        return double.IsNaN(value) ? zeroPoint : (int)Math.Clamp(Math.Round(value / scale, MidpointRounding.ToEven) + zeroPoint, least, most);
    }

    /// <summary>The smallest and the largest integer.</summary>
    public static (int Least, int Most) Range(Quantization quantization) =>
        quantization == Quantization.SByte ? (sbyte.MinValue, sbyte.MaxValue) : (byte.MinValue, byte.MaxValue);
}
