namespace NormGen.Generator.Spec;

/// <summary>The normalizations that can be declared.</summary>
internal enum NormalizationKind
{
    Batch,
    Group,
    Instance,
    Layer,
    Rms,
}
