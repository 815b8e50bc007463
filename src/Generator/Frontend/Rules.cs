using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NormGen.Generator.Frontend;

/// <summary>
/// The diagnostics of declarations, the first argument of each message being the class's name; those of calls are <see cref="UseRules"/>.
/// </summary>
internal static class Rules
{
    internal const string Category = "NormGen";
    internal const string Help = "https://github.com/normgen/normgen/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor Channels = new(
        RuleIds.Channels,
        "The number of channels is out of range",
        "'{0}' declares {1} channels; expected 1 to {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.Channels + ".md");

    public static readonly DiagnosticDescriptor Epsilon = new(
        RuleIds.Epsilon,
        "Epsilon is finite and above 0",
        "'{0}' has Epsilon = {1}; expected a finite number above 0",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.Epsilon + ".md");

    public static readonly DiagnosticDescriptor Momentum = new(
        RuleIds.Momentum,
        "Momentum is from 0 to 1",
        "'{0}' has Momentum = {1}; expected a number from 0 to 1, or double.NaN for the cumulative average",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.Momentum + ".md");

    public static readonly DiagnosticDescriptor PartOfTheSizes = new(
        RuleIds.PartOfTheSizes,
        "Set every spatial size or none",
        "'{0}' sets {1} but not {2}; set every spatial size of Layout.{3} to compile them in, or none to give them at the call",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.PartOfTheSizes + ".md");

    public static readonly DiagnosticDescriptor SizeNotOfLayout = new(
        RuleIds.SizeNotOfLayout,
        "The layout has no such spatial size",
        "'{0}' sets {1}, which Layout.{2} does not have; expected {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.SizeNotOfLayout + ".md");

    public static readonly DiagnosticDescriptor SizeOutOfRange = new(
        RuleIds.SizeOutOfRange,
        "A spatial size is 1 or more",
        "'{0}' has {1} = {2}; expected 1 or more",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.SizeOutOfRange + ".md");

    public static readonly DiagnosticDescriptor SampleTooLarge = new(
        RuleIds.SampleTooLarge,
        "A sample has more elements than an index can hold",
        "'{0}' has {1} = {2} elements in a sample; expected at most {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.SampleTooLarge + ".md");

    public static readonly DiagnosticDescriptor UndefinedValue = new(
        RuleIds.UndefinedValue,
        "The enum has no such value",
        "'{0}' has {1} = {2}; expected a named value of {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.UndefinedValue + ".md");

    public static readonly DiagnosticDescriptor SizesNeeded = new(
        RuleIds.SizesNeeded,
        "The layout's sizes have to be declared",
        "'{0}' leaves sizes to the call, but Layout.{1} has space on both sides of its channels, where one length is not enough; set {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.SizesNeeded + ".md");

    public static readonly DiagnosticDescriptor NotPartial = new(
        RuleIds.NotPartial,
        "The class must be partial",
        "'{0}' is not partial; expected 'partial class {0}', as the other half of it is generated",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.NotPartial + ".md");

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        RuleIds.ContainerNotPartial,
        "A type around the class must be partial",
        "'{0}' lies in '{1}', which is not partial; expected 'partial', as a half of each type around it is generated",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.ContainerNotPartial + ".md");

    public static readonly DiagnosticDescriptor StaticClass = new(
        RuleIds.StaticClass,
        "The class must not be static",
        "'{0}' is static; expected a class that can be created, as a layer has parameters",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.StaticClass + ".md");

    public static readonly DiagnosticDescriptor Generic = new(
        RuleIds.Generic,
        "The class must not be generic",
        "'{0}' has the type parameters <{1}>, its own or of types around it; expected none, as a kernel is made for one shape",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.Generic + ".md");

    public static readonly DiagnosticDescriptor FileLocal = new(
        RuleIds.FileLocal,
        "The class must not be file-local",
        "'{0}' is file-local, or in a type that is; expected a class that a generated file can complete",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.FileLocal + ".md");

    public static readonly DiagnosticDescriptor Record = new(
        RuleIds.Record,
        "The class must not be a record",
        "'{0}' is a record; expected a class, as layers are not values and derive from NormGen.NormalizationLayer",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.Record + ".md");

    public static readonly DiagnosticDescriptor BaseClass = new(
        RuleIds.BaseClass,
        "The class must not have a base class",
        "'{0}' derives from '{1}'; expected no base class, as layers derive from NormGen.NormalizationLayer",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.BaseClass + ".md");

    public static readonly DiagnosticDescriptor SeveralNormalizations = new(
        RuleIds.SeveralNormalizations,
        "The class must have one normalization attribute",
        "'{0}' has {1} normalization attributes; expected one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.SeveralNormalizations + ".md");

    public static readonly DiagnosticDescriptor MemberClash = new(
        RuleIds.MemberClash,
        "A member has the name of a generated one",
        "'{0}' declares {1}; expected {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.MemberClash + ".md");

    public static readonly DiagnosticDescriptor LanguageVersion = new(
        RuleIds.LanguageVersion,
        "The language version is too old",
        "'{0}' is compiled as C# {1}; expected {2} or newer, which generated code needs",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.LanguageVersion + ".md");

    public static readonly DiagnosticDescriptor MomentumConvention = new(
        RuleIds.MomentumConvention,
        "Momentum looks like the other convention's",
        "'{0}' has Momentum = {1}, with Dialect.{2} the weight of {3}; if you mean that of {4}, write {5}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.MomentumConvention + ".md");

    public static readonly DiagnosticDescriptor Groups = new(
        RuleIds.Groups,
        "The groups divide the channels",
        "'{0}' declares {1}; expected 1 or more groups of equally many channels",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.Groups + ".md");

    public static readonly DiagnosticDescriptor NormalizedShape = new(
        RuleIds.NormalizedShape,
        "The normalized shape is one or more sizes, each 1 or more",
        "'{0}' has the normalized shape ({1}); expected one or more sizes, each 1 or more",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.NormalizedShape + ".md");

    public static readonly DiagnosticDescriptor RowTooLarge = new(
        RuleIds.RowTooLarge,
        "A row has more elements than a layer can have",
        "'{0}' has {1} elements in a row; expected at most {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.RowTooLarge + ".md");

    public static readonly DiagnosticDescriptor ResidualTwice = new(
        RuleIds.ResidualTwice,
        "A residual is added once",
        "'{0}' sets both Residual and PreAdd; expected one of them, as a residual is added after the normalization or before it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.ResidualTwice + ".md");

    public static readonly DiagnosticDescriptor SamplesInterleaved = new(
        RuleIds.SamplesInterleaved,
        "The samples must not be interleaved",
        "'{0}' normalizes each sample on its own, but Layout.{1} does not have the batch as its outermost axis; expected a layout that begins with N",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.SamplesInterleaved + ".md");

    public static readonly DiagnosticDescriptor Alpha = new(
        RuleIds.Alpha,
        "Alpha is a finite float",
        "'{0}' has Alpha = {1}; expected a number that is finite as a float",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.Alpha + ".md");

    public static readonly DiagnosticDescriptor AlphaWithoutUse = new(
        RuleIds.AlphaWithoutUse,
        "The activation has no alpha",
        "'{0}' sets Alpha, which Activation.{1} does not have; expected it with Activation.LeakyRelu or Activation.Elu only",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.AlphaWithoutUse + ".md");

    public static readonly DiagnosticDescriptor EpilogueType = new(
        RuleIds.EpilogueType,
        "An epilogue is a struct that kernels can call",
        "'{0}' has Epilogue = typeof({1}), {2}; expected a struct that is not generic",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.EpilogueType + ".md");

    public static readonly DiagnosticDescriptor EpilogueAccess = new(
        RuleIds.EpilogueAccess,
        "An epilogue is accessible from generated code",
        "'{0}' has Epilogue = typeof({1}), where '{2}' is {3}; expected it to be public or internal, as kernels call it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.EpilogueAccess + ".md");

    public static readonly DiagnosticDescriptor EpilogueInterface = new(
        RuleIds.EpilogueInterface,
        "An epilogue implements one interface",
        "'{0}' has Epilogue = typeof({1}), which implements {2} of IEpilogue and IParametricEpilogue; expected one of them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.EpilogueInterface + ".md");

    public static readonly DiagnosticDescriptor EpilogueDerivative = new(
        RuleIds.EpilogueDerivative,
        "An epilogue of a layer that trains has a derivative",
        "'{0}' trains, but its epilogue '{1}' has no derivative; implement {2}, or declare Passes = Passes.Inference",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.EpilogueDerivative + ".md");

    public static readonly DiagnosticDescriptor EpilogueWithActivation = new(
        RuleIds.EpilogueWithActivation,
        "An epilogue stands in for an activation",
        "'{0}' has an Epilogue beside Activation.{1}; expected one of them, as an epilogue can compute an activation itself",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.EpilogueWithActivation + ".md");

    public static readonly DiagnosticDescriptor EpilogueInlining = new(
        RuleIds.EpilogueInlining,
        "An epilogue asks to be inlined",
        "'{0}' has Epilogue = typeof({1}), whose {2} is not marked [MethodImpl(MethodImplOptions.AggressiveInlining)]; a long formula would be called for every register",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.EpilogueInlining + ".md");

    public static readonly DiagnosticDescriptor QuantizationTrains = new(
        RuleIds.QuantizationTrains,
        "A quantized output is for inference",
        "'{0}' trains, but declares Quantization.{1}, which has no gradient; declare Passes = Passes.Inference, and another layer to train",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + RuleIds.QuantizationTrains + ".md");

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new DiagnosticDescriptor[]
    {
        Channels,
        Epsilon,
        Momentum,
        PartOfTheSizes,
        SizeNotOfLayout,
        SizeOutOfRange,
        SampleTooLarge,
        UndefinedValue,
        SizesNeeded,
        NotPartial,
        ContainerNotPartial,
        StaticClass,
        Generic,
        FileLocal,
        Record,
        BaseClass,
        SeveralNormalizations,
        MemberClash,
        LanguageVersion,
        MomentumConvention,
        Groups,
        NormalizedShape,
        RowTooLarge,
        ResidualTwice,
        SamplesInterleaved,
        Alpha,
        AlphaWithoutUse,
        EpilogueType,
        EpilogueAccess,
        EpilogueInterface,
        EpilogueDerivative,
        EpilogueWithActivation,
        EpilogueInlining,
        QuantizationTrains,
    }.ToDictionary(rule => rule.Id);

    public static ImmutableArray<DiagnosticDescriptor> OfDeclarations { get; } =
        [.. ById.Values.OrderBy(rule => rule.Id, System.StringComparer.Ordinal)];

    public static ImmutableArray<DiagnosticDescriptor> All => [.. OfDeclarations, .. UseRules.All];

    public static DiagnosticDescriptor Of(string id) => ById[id];
}
