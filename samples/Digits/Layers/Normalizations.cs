using System;

namespace NormGen.Samples.Digits.Layers;

/// <summary>What follows the hidden layers of a network.</summary>
internal enum NormalizationKind
{
    None,
    Batch,
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

/// <summary>The one file that knows which layer a normalization is at which place.</summary>
internal static class Normalizations
{
    public static string Name(this NormalizationKind kind) => kind switch
    {
        NormalizationKind.None => "no normalization",
        NormalizationKind.Batch => "batch norm",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Whether the layer before needs a bias: a normalization has its beta for that, and may take any bias away.</summary>
    public static bool NeedsBias(this NormalizationKind kind) => kind == NormalizationKind.None;

    /// <summary>The normalization and the relu after it.</summary>
    public static ILayer Create(NormalizationKind kind, Place place) => (kind, place) switch
    {
        (NormalizationKind.None, Place.Wide) => new Relu(WideBatchNorm.ElementsPerSample),
        (NormalizationKind.None, Place.Narrow) => new Relu(NarrowBatchNorm.ElementsPerSample),
        (NormalizationKind.None, Place.Dense) => new Relu(DenseBatchNorm.ElementsPerSample),
        (NormalizationKind.Batch, Place.Wide) => Step(new WideBatchNorm()),
        (NormalizationKind.Batch, Place.Narrow) => Step(new NarrowBatchNorm()),
        (NormalizationKind.Batch, Place.Dense) => Step(new DenseBatchNorm()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Normalization Step(WideBatchNorm norm) =>
        new(norm, WideBatchNorm.ElementsPerSample, norm.Forward, norm.Backward, norm.Infer, () => norm.Freeze().Infer);

    private static Normalization Step(NarrowBatchNorm norm) =>
        new(norm, NarrowBatchNorm.ElementsPerSample, norm.Forward, norm.Backward, norm.Infer, () => norm.Freeze().Infer);

    private static Normalization Step(DenseBatchNorm norm) =>
        new(norm, DenseBatchNorm.ElementsPerSample, norm.Forward, norm.Backward, norm.Infer, () => norm.Freeze().Infer);
}
