using System;

namespace NormGen.Samples.Digits.Layers;

/// <summary>What follows the hidden layers of a network.</summary>
internal enum NormalizationKind
{
    None,
    Batch,
    Group,
    Instance,
    Layer,
}

/// <summary>The places in the network where a normalization goes, by the shape that it has there.</summary>
internal enum Place
{
    /// <summary>16 channels of 8x8 pixels.</summary>
    Wide,

    /// <summary>32 channels of 4x4 pixels.</summary>
    Narrow,

    /// <summary>64 features.</summary>
    Dense,
}

[BatchNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class WideBatchNorm;

[BatchNorm(32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu)]
internal sealed partial class NarrowBatchNorm;

[BatchNorm(64, Layout = Layout.NC, Activation = Activation.Relu)]
internal sealed partial class DenseBatchNorm;

[GroupNorm(4, 16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class WideGroupNorm;

[GroupNorm(8, 32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu)]
internal sealed partial class NarrowGroupNorm;

[GroupNorm(8, 64, Layout = Layout.NC, Activation = Activation.Relu)]
internal sealed partial class DenseGroupNorm;

[InstanceNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class WideInstanceNorm;

[InstanceNorm(32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu)]
internal sealed partial class NarrowInstanceNorm;

[LayerNorm(8, 8, 16, Activation = Activation.Relu)]
internal sealed partial class WideLayerNorm;

[LayerNorm(4, 4, 32, Activation = Activation.Relu)]
internal sealed partial class NarrowLayerNorm;

[LayerNorm(64, Activation = Activation.Relu)]
internal sealed partial class DenseLayerNorm;

/// <summary>The one file that knows which layer a normalization is at which place.</summary>
internal static class Normalizations
{
    private const int Wide = 16 * 8 * 8;
    private const int Narrow = 32 * 4 * 4;
    private const int Dense = 64;

    public static string Name(this NormalizationKind kind) => kind switch
    {
        NormalizationKind.None => "no normalization",
        NormalizationKind.Batch => "batch norm",
        NormalizationKind.Group => "group norm",
        NormalizationKind.Instance => "instance norm",
        NormalizationKind.Layer => "layer norm",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether the layer before needs a bias: a normalization has its beta for that, and may take any bias away.</summary>
    public static bool NeedsBias(this NormalizationKind kind) => kind == NormalizationKind.None;

    /// <summary>The normalization and the relu after it.</summary>
    public static ILayer Create(NormalizationKind kind, Place place) => (kind, place) switch
    {
        (NormalizationKind.None, Place.Wide) => new Relu(Wide),
        (NormalizationKind.None, Place.Narrow) => new Relu(Narrow),
        (NormalizationKind.None, Place.Dense) => new Relu(Dense),
        (NormalizationKind.Batch, Place.Wide) => new Normalization(new WideBatchNorm(), Wide, layer => ((WideBatchNorm)layer).Freeze().Infer),
        (NormalizationKind.Batch, Place.Narrow) => new Normalization(new NarrowBatchNorm(), Narrow, layer => ((NarrowBatchNorm)layer).Freeze().Infer),
        (NormalizationKind.Batch, Place.Dense) => new Normalization(new DenseBatchNorm(), Dense, layer => ((DenseBatchNorm)layer).Freeze().Infer),
        (NormalizationKind.Group, Place.Wide) => new Normalization(new WideGroupNorm(), Wide, layer => ((WideGroupNorm)layer).Freeze().Infer),
        (NormalizationKind.Group, Place.Narrow) => new Normalization(new NarrowGroupNorm(), Narrow, layer => ((NarrowGroupNorm)layer).Freeze().Infer),
        (NormalizationKind.Group, Place.Dense) => new Normalization(new DenseGroupNorm(), Dense, layer => ((DenseGroupNorm)layer).Freeze().Infer),
        (NormalizationKind.Instance, Place.Wide) => new Normalization(new WideInstanceNorm(), Wide, layer => ((WideInstanceNorm)layer).Freeze().Infer),
        (NormalizationKind.Instance, Place.Narrow) => new Normalization(new NarrowInstanceNorm(), Narrow, layer => ((NarrowInstanceNorm)layer).Freeze().Infer),

        // An instance of a dense layer is one value, which normalizes to nothing; there the features of a row are normalized together.
        (NormalizationKind.Instance or NormalizationKind.Layer, Place.Dense) => new Normalization(new DenseLayerNorm(), Dense, layer => ((DenseLayerNorm)layer).Freeze().Infer),
        (NormalizationKind.Layer, Place.Wide) => new Normalization(new WideLayerNorm(), Wide, layer => ((WideLayerNorm)layer).Freeze().Infer),
        (NormalizationKind.Layer, Place.Narrow) => new Normalization(new NarrowLayerNorm(), Narrow, layer => ((NarrowLayerNorm)layer).Freeze().Infer),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
