using System.Linq;
using NormGen.Generator.Layouts;

namespace NormGen.Generator.Spec;

/// <summary>A declaration that was found valid: everything the compiler needs, and nothing of Roslyn.</summary>
/// <param name="Layout">Of rows <see cref="Layout.NC"/>, a row's elements being the channels.</param>
/// <param name="SpatialSizes">The spatial sizes in the layout's order; empty where they are known only at the call.</param>
/// <param name="Momentum">
/// As declared, which way it runs being the dialect's matter; NaN asks for the cumulative average. Of a batch norm, as is the dialect.
/// </param>
internal sealed record LayerSpec(
    TargetType Target,
    NormalizationKind Kind,
    Layout Layout,
    int Channels,
    EquatableArray<int> SpatialSizes,
    double Epsilon,
    double Momentum,
    Dialect Dialect,
    bool Affine,
    bool Residual,
    Activation Activation,
    Passes Passes)
{
    /// <summary>The parameter of an activation that has one; null where it is the default, or there is none.</summary>
    public float? Alpha { get; init; }

    /// <summary>Whether the output is stored as integers.</summary>
    public Quantization Quantization { get; init; }

    /// <summary>The user's function that stands in for an activation.</summary>
    public UserEpilogue? Epilogue { get; init; }

    /// <summary>How many groups share statistics within a sample; 1 where all channels do, or where the batch does.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>The trailing sizes that a row consists of; empty where there are a layout and channels instead.</summary>
    public EquatableArray<int> NormalizedShape { get; init; }

    /// <summary>Whether the scale is 1 + gamma.</summary>
    public bool UnitOffset { get; init; }

    /// <summary>Whether the residual is added before the statistics are taken, and the sum comes back.</summary>
    public bool PreAdd { get; init; }

    /// <summary>Whether a mean is subtracted and saved, and a beta takes its place.</summary>
    public bool HasMean => Kind switch
    {
        NormalizationKind.Batch or NormalizationKind.Group or NormalizationKind.Instance or NormalizationKind.Layer => true,
        NormalizationKind.Rms => false,
    };

    public LayoutDefinition LayoutDefinition => Catalogue.Of(Layout);

    /// <summary>Whether the number of positions is unknown until the call, which then names the batch.</summary>
    public bool SpatialSizeAtCall => SpatialSizes.Count == 0 && LayoutDefinition.SpatialAxes.Count > 0;

    public int SpatialSize => SpatialSizes.Aggregate(1, (product, size) => product * size);

    private ElementType Output => Quantization switch
    {
        Quantization.None => ElementType.Float32,
        Quantization.SByte => ElementType.SignedByte,
        Quantization.Byte => ElementType.UnsignedByte,
    };

    public KernelSpec Kernel =>
        new(Kind, ElementType.Float32, Channels, LayoutDefinition.InnerSize(SpatialSizes), Activation, Residual, Passes)
        {
            Alpha = Alpha,
            Output = Output,
            Epilogue = Epilogue,
            Groups = Groups,
            UnitOffset = UnitOffset,
            PreAdd = PreAdd,
        };
}
