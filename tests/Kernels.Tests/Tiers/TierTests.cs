using System;
using System.Threading.Tasks;
using Xunit;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>The same bits whatever the machine has and however the JIT compiles.</summary>
public class TierTests(DefaultTier defaultTier) : IClassFixture<DefaultTier>
{
    [Fact]
    public async Task Default_uses_what_this_process_has()
    {
        // This process may have been told to leave instructions aside; its children start afresh.
        var report = await defaultTier.Report;
        Assert.True(report.Avx512 || !TierReport.HasAvx512);
        Assert.True(report.Avx2 || !TierReport.HasAvx2);
        Assert.True(report.Layers.Length > 50);
    }

    [Fact]
    public async Task Without_AVX512_the_bits_are_the_same()
    {
        var report = await Probe(("DOTNET_EnableAVX512", "0"));
        Assert.False(report.Avx512);
        Assert.Equal((await defaultTier.Report).Avx2, report.Avx2);
        await RequireSameBits(report);
    }

    [Fact]
    public async Task Without_AVX2_and_FMA_the_bits_are_the_same()
    {
        var report = await Probe(("DOTNET_EnableAVX2", "0"));
        Assert.False(report.Avx512 || report.Avx2);
        Assert.Equal((await defaultTier.Report).Vector128, report.Vector128);
        await RequireSameBits(report);
    }

    [Fact]
    public async Task Without_any_vector_instructions_the_bits_are_the_same()
    {
        var report = await Probe(("DOTNET_EnableHWIntrinsic", "0"));
        Assert.False(report.Avx512 || report.Avx2 || report.Vector128);
        await RequireSameBits(report);
    }

    [Fact]
    public async Task Without_tiered_compilation_the_bits_are_the_same() =>
        await RequireSameBits(await Probe(("DOTNET_TieredCompilation", "0")));

    [Fact]
    public async Task Without_profile_guided_optimization_the_bits_are_the_same() =>
        await RequireSameBits(await Probe(("DOTNET_TieredPGO", "0")));

    private static async Task<TierReport> Probe(params (string Name, string Value)[] settings) =>
        TierReport.Read(await ChildProcess.Run(TierProbe.Argument, settings));

    private async Task RequireSameBits(TierReport report)
    {
        var expected = await defaultTier.Report;
        Assert.Equal(expected.Layers.Length, report.Layers.Length);
        var differing = Array.FindAll(expected.Layers, layer => !Array.Exists(report.Layers, other => other == layer));
        var names = string.Join(", ", Array.ConvertAll(differing, layer => layer.Layer));
        Assert.True(differing.Length == 0, $"other bits in: {names}");
    }
}
