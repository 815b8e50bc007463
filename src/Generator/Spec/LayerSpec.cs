using System.Linq;
using NormGen.Generator.Layouts;

namespace NormGen.Generator.Spec;

/// <summary>A declaration that was found valid: everything the compiler needs, and nothing of Roslyn.</summary>
/// <param name="SpatialSizes">The spatial sizes in the layout's order; empty where they are known only at the call.</param>
/// <param name="Momentum">As declared, which way it runs being the dialect's matter; NaN asks for the cumulative average.</param>
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
    public LayoutDefinition LayoutDefinition => Catalogue.Of(Layout);

    /// <summary>Whether the number of positions is unknown until the call, which then names the batch.</summary>
    public bool SpatialSizeAtCall => SpatialSizes.Count == 0 && LayoutDefinition.SpatialAxes.Count > 0;

    public int SpatialSize => SpatialSizes.Aggregate(1, (product, size) => product * size);

    public KernelSpec Kernel =>
        new(Kind, ElementType.Float32, Channels, LayoutDefinition.InnerSize(SpatialSizes), Activation, Residual, Passes);
}
