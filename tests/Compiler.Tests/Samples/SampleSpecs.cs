using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Compiler.Tests.Samples;

/// <summary>The kernels of sample norms that the tests run over.</summary>
internal static class SampleSpecs
{
    public static IReadOnlyList<KernelSpec> All { get; } =
    [
        .. Groups(6, 2, 1, 7, 16, 49, null),
        .. Groups(6, 1, 1, 9),
        .. Groups(24, 3, 1, 4, 131),
        .. Groups(64, 8, 1, 64, null),
        .. Groups(130, 65, 1, 9),
        .. new int?[] { 1, 2, 9, 16, 49, 100, null }.Select(inner => Instance(3, inner)),
        .. new[] { 1, 17, 64, 130 }.Select(channels => Instance(channels, 1)),
        .. new[] { 1, 3, 15, 16, 17, 33, 64, 100, 300, 768 }.SelectMany(features => new[] { Row(NormalizationKind.Layer, features), Row(NormalizationKind.Rms, features) }),
        .. Variants(Group(12, 3, 1)), .. Variants(Group(12, 3, 49)), .. Variants(Instance(5, 1)), .. Variants(Instance(5, 31)),
        Instance(32, 7), Instance(16, 64), .. Variants(Instance(16, 49)),
        .. Variants(Row(NormalizationKind.Layer, 33)), .. Variants(Row(NormalizationKind.Rms, 33)),
        .. new[] { NormalizationKind.Layer, NormalizationKind.Rms }.SelectMany(kind => new[] { 5, 33, 64, 200 }.Select(features => Row(kind, features) with { PreAdd = true })),
        Row(NormalizationKind.Layer, 48) with { PreAdd = true, Activation = Activation.Relu },
        Row(NormalizationKind.Rms, 48) with { UnitOffset = true },
        Row(NormalizationKind.Rms, 17) with { UnitOffset = true, PreAdd = true, Activation = Activation.Relu },
    ];

    /// <summary>The names of the kernels, as theory data.</summary>
    public static TheoryData<string> Names => [.. All.Select(spec => spec.ClassName)];

    public static KernelSpec Named(string name) => All.First(spec => spec.ClassName == name);

    private static IEnumerable<KernelSpec> Groups(int channels, int groups, params int?[] inners) =>
        inners.Select(inner => Group(channels, groups, inner));

    private static KernelSpec Group(int channels, int groups, int? inner) => Spec(NormalizationKind.Group, channels, inner) with { Groups = groups };

    private static KernelSpec Instance(int channels, int? inner) => Spec(NormalizationKind.Instance, channels, inner) with { Groups = channels };

    private static KernelSpec Row(NormalizationKind kind, int features) => Spec(kind, features, 1);

    private static KernelSpec Spec(NormalizationKind kind, int channels, int? inner) =>
        new(kind, ElementType.Float32, channels, inner, Activation.None, Residual: false, Passes.All);

    private static IEnumerable<KernelSpec> Variants(KernelSpec spec) =>
    [
        spec with { Activation = Activation.Relu },
        spec with { Residual = true },
        spec with { Activation = Activation.Relu, Residual = true },
    ];
}
