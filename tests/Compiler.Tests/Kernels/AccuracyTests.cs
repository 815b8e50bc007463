using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>The IR, before it is lowered, computes what the double reference computes, within the promised bounds.</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    /// <summary>Up to here every kind of data has a run of its own; more channels have them side by side.</summary>
    private const int FewChannels = 24;

    public static TheoryData<string> Kernels => Specs.Names;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Of_every_kernel(string name)
    {
        var spec = Specs.Named(name);
        var kernel = Executable.Virtual(Scheduler.Plan(spec, InstructionSets.All[0]));
        IReadOnlyList<Fill> fills = spec.Channels <= FewChannels ? Fills.Bounded : [Fills.Normal, Fills.LargeMean, Fills.MixedBounded];
        var worst = Workloads.Of(spec, fills).Max(work => Accuracy.Require(work, KernelResult.Of(work, kernel)));
        output.WriteLine($"{worst:0.000} of the bound at worst.");
    }

    /// <summary>Sums are merged over many slices, as they are in large tensors.</summary>
    [Theory]
    [InlineData("BatchNorm3ChannelsLast")]
    [InlineData("BatchNorm33ChannelsLastRelu")]
    [InlineData("BatchNorm64ChannelsLast")]
    [InlineData("BatchNorm1500ChannelsLast")]
    public void Of_sums_in_slices(string name)
    {
        var spec = Specs.Named(name);
        var plan = Scheduler.Plan(spec, InstructionSets.All[0]);
        var sliced = Executable.Virtual(plan with { Numeric = plan.Numeric with { SliceRows = 2, MostSlices = 3 } });
        var rows = plan.Numeric.RowPixels;
        foreach (var outer in new[] { 1, rows, (2 * rows) + 1, (5 * rows) + 1, 17 * rows })
        {
            var work = new Workload(spec, outer, 1, Fills.MixedBounded, seed: outer);
            Accuracy.Require(work, KernelResult.Of(work, sliced));
        }
    }
}
