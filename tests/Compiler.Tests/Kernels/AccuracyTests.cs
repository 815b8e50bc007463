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
}
