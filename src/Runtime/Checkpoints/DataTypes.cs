namespace NormGen.Checkpoints;

/// <summary>The types of elements that safetensors files may have.</summary>
internal static class DataTypes
{
    public const string Float32 = "F32";
    public const string Int64 = "I64";
    public const string Int32 = "I32";

    /// <summary>The number of bits of an element; null for a type that came later than this list.</summary>
    public static int? Bits(string dataType) => dataType switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
        "I16" or "U16" or "F16" or "BF16" => 16,
        Int32 or "U32" or Float32 => 32,
        Int64 or "U64" or "F64" or "C64" => 64,
        _ => null,
    };
}
