namespace NormGen;

/// <summary>
/// How an output is stored: as floats, or as integers of 8 bits, <c>q = saturate(round(output / scale) + zeroPoint)</c>, as ONNX's
/// QuantizeLinear has it: halves are rounded to even.
/// </summary>
public enum Quantization
{
    /// <summary>As floats.</summary>
    None,

    /// <summary>As signed integers, -128 to 127.</summary>
    SByte,

    /// <summary>As unsigned integers, 0 to 255.</summary>
    Byte,
}
