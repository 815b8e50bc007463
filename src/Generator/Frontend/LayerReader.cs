using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>
/// From an attribute's arguments to a layer: what each kind has of its own, and what they share. An argument that is wrong leaves a
/// place-holder behind and, unless the compiler has said so already, an error.
/// </summary>
/// <param name="assembly">The assembly that generated code is part of.</param>
internal sealed class LayerReader(IAssemblySymbol assembly, AttributeArguments arguments, ProblemList problems)
{
    public LayerSpec Read(TargetType target, NormalizationKind kind) => Calls(Statistics(Shape(Blank(target, kind))));

    private static LayerSpec Blank(TargetType target, NormalizationKind kind) => new(
        target,
        kind,
        Layout.NC,
        Channels: 0,
        EquatableArray<int>.Empty,
        Epsilon: 0,
        Momentum: 0,
        Dialect.PyTorch,
        Affine: true,
        Residual: false,
        Activation.None,
        Passes.All);

    private LayerSpec Shape(LayerSpec layer) => layer.Kind switch
    {
        NormalizationKind.Batch => Spatial(layer),
        NormalizationKind.Group => Grouped(PerSample(Spatial(layer))),
        NormalizationKind.Instance => OneGroupPerChannel(PerSample(Spatial(layer))),
        NormalizationKind.Layer or NormalizationKind.Rms => Rows(layer),
    };

    private LayerSpec Statistics(LayerSpec layer) => layer.Kind switch
    {
        NormalizationKind.Batch => Running(layer),
        NormalizationKind.Group or NormalizationKind.Instance or NormalizationKind.Layer => layer with { Epsilon = Epsilon(1e-5) },
        NormalizationKind.Rms => RootMeanSquare(layer),
    };

    private LayerSpec Calls(LayerSpec layer) => layer.Kind switch
    {
        NormalizationKind.Batch or NormalizationKind.Group or NormalizationKind.Instance => Stored(Options(layer)),
        NormalizationKind.Layer or NormalizationKind.Rms => AddedBefore(Stored(Options(layer))),
    };

    private LayerSpec Spatial(LayerSpec layer)
    {
        var channels = ShapeRules.ReadChannels(arguments, problems);
        return EnumRules.Read(arguments, "Layout", Layout.NCHW, problems) is { } layout
            ? layer with
            {
                Channels = channels,
                Layout = layout,
                SpatialSizes = ShapeRules.ReadSizes(arguments, layout, channels, problems),
            }
            : layer with { Channels = channels };
    }

    private LayerSpec PerSample(LayerSpec layer)
    {
        ShapeRules.CheckSamples(layer.Layout.ToString(), layer.LayoutDefinition, problems);
        return layer;
    }

    private LayerSpec Grouped(LayerSpec layer) =>
        layer with { Groups = ShapeRules.ReadGroups(arguments, layer.Channels, problems) };

    private static LayerSpec OneGroupPerChannel(LayerSpec layer) => layer with { Groups = layer.Channels };

    private LayerSpec Rows(LayerSpec layer)
    {
        var shape = RowRules.ReadNormalizedShape(arguments, problems);
        return layer with { NormalizedShape = shape, Channels = RowRules.Elements(shape) };
    }

    private LayerSpec Running(LayerSpec layer)
    {
        var dialect = EnumRules.Read(arguments, "Dialect", Dialect.PyTorch, problems);
        return layer with
        {
            Dialect = dialect ?? Dialect.PyTorch,
            Epsilon = Epsilon(StatisticsRules.DefaultEpsilon(dialect ?? Dialect.PyTorch)),
            Momentum = StatisticsRules.ReadMomentum(arguments, dialect, problems),
        };
    }

    /// <summary>Where there is no gamma, there is nothing to add 1 to.</summary>
    private LayerSpec RootMeanSquare(LayerSpec layer) => layer with
    {
        Epsilon = Epsilon(StatisticsRules.SingleEpsilon),
        UnitOffset = Flag("UnitOffset", unset: false) && Flag("Affine", unset: true),
    };

    // Where the passes are not known, the members of training are not kept from the user.
    private LayerSpec Options(LayerSpec layer) => Activated(layer) with
    {
        Passes = EnumRules.Read(arguments, "Passes", Passes.All, problems) ?? Passes.Inference,
        Affine = Flag("Affine", unset: true),
        Residual = Flag("Residual", unset: false),
    };

    private LayerSpec Activated(LayerSpec layer) =>
        EnumRules.Read(arguments, "Activation", Activation.None, problems) is { } activation
            ? layer with { Activation = activation, Alpha = AlphaRules.Read(arguments, activation, problems) }
            : layer;

    private LayerSpec Stored(LayerSpec layer) => layer with
    {
        Epilogue = new EpilogueRules(assembly, problems).Read(arguments, layer.Activation, layer.Passes),
        Quantization = Quantized(layer.Passes),
    };

    private Quantization Quantized(Passes passes)
    {
        const string Name = "Quantization";
        var quantization = EnumRules.Read(arguments, Name, Quantization.None, problems) ?? Quantization.None;
        if (quantization != Quantization.None && passes != Passes.Inference)
        {
            problems.Add(Rules.QuantizationTrains, Site.Argument(Name), quantization.ToString());
        }

        return quantization;
    }

    private LayerSpec AddedBefore(LayerSpec layer)
    {
        const string Name = "PreAdd";
        var preAdd = Flag(Name, unset: false);
        if (preAdd && layer.Residual)
        {
            problems.Add(Rules.ResidualTwice, Site.Argument(Name));
        }

        return layer with { PreAdd = preAdd };
    }

    private double Epsilon(double unset) => StatisticsRules.ReadEpsilon(arguments, unset, problems);

    private bool Flag(string name, bool unset) => arguments.OfProperty<bool>(name) ?? unset;
}
