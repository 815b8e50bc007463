namespace NormGen.Generator.Spec;

/// <summary>How a tensor's values are stored.</summary>
internal enum ElementType
{
    Float32,
    SignedByte,
    UnsignedByte,
}
