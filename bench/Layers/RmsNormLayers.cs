namespace NormGen.Bench.Layers;

/// <summary>The RMS norms of the suite: a token alone, and many, of transformers.</summary>
internal static partial class RmsNormLayers
{
    [RmsNorm(768), Batches(1, 128)]
    internal sealed partial class Rows768;

    [RmsNorm(1024), Batches(512)]
    internal sealed partial class Rows1024;

    [RmsNorm(4096), Batches(1, 128)]
    internal sealed partial class Rows4096;
}
