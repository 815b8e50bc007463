namespace NormGen.Bench.Layers;

/// <summary>The layer norms of the suite: a token alone, and many, of transformers.</summary>
internal static partial class LayerNormLayers
{
    [LayerNorm(768), Batches(1, 128)]
    internal sealed partial class Rows768;

    [LayerNorm(768, Activation = Activation.Relu), Batches(128)]
    internal sealed partial class Rows768Relu;

    [LayerNorm(768, Activation = Activation.Silu), Batches(128)]
    internal sealed partial class Rows768Silu;

    [LayerNorm(768, Activation = Activation.Gelu), Batches(128)]
    internal sealed partial class Rows768Gelu;

    [LayerNorm(1024), Batches(512)]
    internal sealed partial class Rows1024;

    [LayerNorm(4096), Batches(1, 128)]
    internal sealed partial class Rows4096;
}
