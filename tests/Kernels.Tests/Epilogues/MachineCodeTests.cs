using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NormGen.Kernels.Tests.Tiers;
using Xunit;

namespace NormGen.Kernels.Tests.Epilogues;

/// <summary>The machine code of kernels with an epilogue holds the epilogue itself: there is no call in them.</summary>
public partial class MachineCodeTests
{
    [Fact]
    public async Task No_call_in_the_widest_tier_of_this_machine()
    {
        Assert.SkipUnless(TierReport.HasAvx2, "Without fused multiply-add in hardware it is a call.");
        await RequireNoCalls(TierReport.HasAvx512 ? "Avx512" : "Avx2");
    }

    [Fact]
    public async Task No_call_without_AVX512()
    {
        Assert.SkipUnless(TierReport.HasAvx2, "Without fused multiply-add in hardware it is a call.");
        await RequireNoCalls("Avx2", ("DOTNET_EnableAVX512", "0"));
    }

    private static async Task RequireNoCalls(string tier, params (string, string)[] settings) =>
        Assert.All(await Kernels(tier, settings), kernel => Assert.True(kernel.Calls.Count == 0, $"{kernel.Name}: {string.Join("\n", kernel.Calls)}"));

    private static async Task<List<(string Name, List<string> Calls)>> Kernels(string tier, params (string, string)[] settings)
    {
        var file = Path.GetTempFileName();
        try
        {
            await ChildProcess.Run(
                MachineCodeProbe.Argument, [.. settings, ("DOTNET_JitStdOutFile", file), ("DOTNET_JitDisasm", $"*+{tier}:*")]);
            var listings = Listing().Split(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Skip(1);
            var kernels = listings.Where(text => text.Contains("With_", StringComparison.Ordinal)).Select(Kernel).ToList();

            // At least the passes over elements of every layer.
            Assert.True(kernels.Count >= 40, $"{kernels.Count} kernels of {tier}");
            Assert.All(kernels, kernel => Assert.Contains("FullOpts", kernel.Name, StringComparison.Ordinal));
            return kernels;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (string Name, List<string> Calls) Kernel(string text) =>
        (text.Split('\n')[0], [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("call ", StringComparison.Ordinal) && !line.EndsWith("CORINFO_HELP_STACK_PROBE", StringComparison.Ordinal))]);

    [GeneratedRegex("^; Assembly listing for method ", RegexOptions.Multiline)]
    private static partial Regex Listing();
}
