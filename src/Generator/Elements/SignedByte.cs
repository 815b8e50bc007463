namespace NormGen.Generator.Elements;

/// <summary>Integers from -128 to 127.</summary>
internal sealed class SignedByte() : Quantized(sbyte.MinValue, sbyte.MaxValue)
{
    public override string StorageType => "sbyte";

    public override string Name => "ToSByte";
}
