namespace NormGen.Generator.Elements;

/// <summary>Integers from 0 to 255.</summary>
internal sealed class UnsignedByte() : Quantized(byte.MinValue, byte.MaxValue)
{
    public override string StorageType => "byte";

    public override string Name => "ToByte";
}
