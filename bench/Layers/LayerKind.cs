namespace NormGen.Bench.Layers;

/// <summary>The normalizations.</summary>
internal enum LayerKind
{
    Batch,
    Group,
    Instance,
    Layer,
    Rms,
}
