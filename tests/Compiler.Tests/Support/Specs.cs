using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Compiler.Tests.Support;

/// <summary>The kernels that the tests run over.</summary>
internal static class Specs
{
    /// <summary>One vector, less, more; packed rows; rows that are walked in tiles.</summary>
    private static readonly int[] Channels = [1, 3, 5, 8, 16, 17, 24, 33, 48, 64, 65, 100, 130, 256, 300];

    /// <summary>Rows longer than their coefficients' share of the cache.</summary>
    private static readonly int[] ManyChannels = [1500, 2048];

    private static readonly int?[] Inners = [2, 4, 7, 9, 15, 16, 17, 31, 49, 64, 100, 131, null];

    /// <summary>Small planes of sixteen channels at a time.</summary>
    private static KernelSpec[] Blocks => [Planes(16, 2), Planes(32, 7), Planes(16, 49), Planes(48, 64)];

    /// <summary>Every size that the tests walk, with and without an activation and a residual.</summary>
    public static IReadOnlyList<KernelSpec> All { get; } =
        [.. WithActivations(Small), .. WithActivations(ManyChannels.Select(ChannelsLast)), .. WithResiduals([.. Few.Select(ChannelsLast), Planes(3, 7), Planes(3, 49), Planes(3, null)])];

    private static int[] Few => [3, 24, 64, 130];

    private static IEnumerable<KernelSpec> Small => [.. Channels.Select(ChannelsLast), .. Inners.Select(inner => Planes(3, inner)), .. Blocks];

    /// <summary>The names of the kernels, as theory data.</summary>
    public static TheoryData<string> Names => [.. All.Select(spec => spec.ClassName)];

    public static KernelSpec Named(string name) => All.Single(spec => spec.ClassName == name);

    public static KernelSpec ChannelsLast(int channels) => Planes(channels, 1);

    public static KernelSpec Planes(int channels, int? inner) =>
        new(NormalizationKind.Batch, ElementType.Float32, channels, inner, Activation.None, Residual: false, Passes.All);

    private static IEnumerable<KernelSpec> WithActivations(IEnumerable<KernelSpec> specs) =>
        specs.SelectMany(spec => new[] { spec, spec with { Activation = Activation.Relu } });

    private static IEnumerable<KernelSpec> WithResiduals(IEnumerable<KernelSpec> specs) =>
        WithActivations(specs).Select(spec => spec with { Residual = true });
}
