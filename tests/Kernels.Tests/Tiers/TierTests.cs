using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>
/// The same bits whatever the machine has and however the JIT compiles; and, since a child process that strays from a tensor ends
/// there, no access outside a tensor.
/// </summary>
public class TierTests(DefaultTier defaultTier) : IClassFixture<DefaultTier>
{
    [Fact]
    public async Task Default_uses_what_this_process_has()
    {
        // This process may have been told to leave instructions aside; its children start afresh.
        var report = await defaultTier.Report;
        Assert.True(report.Avx512 || !TierReport.HasAvx512);
        Assert.True(report.Avx2 || !TierReport.HasAvx2);
        Assert.True(report.Layers.Length > 200);
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

    /// <summary>What ARM64 runs: 128-bit vectors with fused multiply-add.</summary>
    [Fact]
    public async Task Portable_code_with_FMA_has_the_same_bits()
    {
        var report = await Probe((Program.ForcePortable, "1"));
        Assert.Equal((await defaultTier.Report).Vector128, report.Vector128);
        Assert.True(report.Portable);
        await RequireSameBits(report);
    }

    [Fact]
    public async Task Without_tiered_compilation_the_bits_are_the_same() =>
        await RequireSameBitsOfSample(await ProbeSample(("DOTNET_TieredCompilation", "0")));

    [Fact]
    public async Task Without_profile_guided_optimization_the_bits_are_the_same() =>
        await RequireSameBitsOfSample(await ProbeSample(("DOTNET_TieredPGO", "0")));

    private static async Task<TierReport> Probe((string Name, string Value) setting) =>
        TierReport.Read(await ChildProcess.Run(TierProbe.Argument, setting));

    // Kernels are optimized at once in any mode, so that a few of them tell as much.
    private static async Task<TierReport> ProbeSample((string Name, string Value) setting) =>
        TierReport.Read(await ChildProcess.Run(TierProbe.SampleArgument, setting));

    private async Task RequireSameBits(TierReport report)
    {
        Assert.Equal((await defaultTier.Report).Layers.Length, report.Layers.Length);
        await RequireSameBitsOfSample(report);
    }

    private async Task RequireSameBitsOfSample(TierReport report)
    {
        var expected = (await defaultTier.Report).Layers;
        Assert.NotEmpty(report.Layers);
        var differing = report.Layers.Except(expected).Select(layer => layer.Layer);
        Assert.True(!differing.Any(), $"other bits in: {string.Join(", ", differing)}");
    }
}
