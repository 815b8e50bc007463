using System;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>
/// Where a first pass of the statistics is not good enough they are taken again in double, and only there: the second pass costs
/// more than the first.
/// </summary>
public sealed class GuardTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kernels =>
        [.. Specs.All.Where(spec => spec.Activation == Activation.None).Select(spec => spec.ClassName)];

    public static TheoryData<int, int?> Shapes => new()
    {
        { 3, 1 }, { 17, 1 }, { 64, 1 }, { 300, 1 }, { 3, 7 }, { 3, 16 }, { 3, 131 }, { 3, null },
    };

    /// <summary>A tiny plane or a short row may have bad luck with its shifts, but not often.</summary>
    [Theory]
    [MemberData(nameof(Kernels))]
    public void Ordinary_data_is_taken_once(string name)
    {
        var (taken, groups) = (0, 0);
        var spec = Specs.Named(name);
        foreach (var fill in new[] { Fills.Normal, Fills.LargeMean })
        {
            for (var seed = 0; seed < Math.Max(1, 64 / spec.Channels); seed++)
            {
                var work = new Workload(spec, Rows(spec, 40), spec.Inner ?? 33, fill, seed);
                taken += KernelResult.Of(work, Kernel(spec)).TakenAgain;
                groups += spec.ChannelsLast ? (spec.Channels + 15) / 16 : spec.Channels;
            }
        }

        output.WriteLine($"{taken} of {groups} groups of channels");
        Assert.InRange(taken, 0, groups / 10);
    }

    /// <summary>
    /// The values that give the shifts, which others are subtracted from, lie far out, and what is left is of a size that vanishes in
    /// the differences: without a second pass the mean is off by twice the bound.
    /// </summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Poor_shifts_are_taken_again(int channels, int? inner)
    {
        var spec = Specs.Planes(channels, inner);
        // What gives the shifts: sixteen rows, up to four times sixteen elements of a plane, or sixteen planes where those are shorter.
        var first = spec.ChannelsLast ? 16 * Scheduler.Numeric(spec).RowPixels : inner >= 64 ? 64 : 16 * (inner ?? 33);
        var outliersFirst = new Fill("outliers first", (_, _, index, _) => index < first ? 1048577 : 0.06);
        var work = new Workload(spec, (100 * first / (inner ?? 33)) + 1, inner ?? 33, outliersFirst, seed: 1);
        var result = KernelResult.Of(work, Kernel(spec));
        Assert.True(result.TakenAgain > 0, $"{work}: statistics were not taken again.");
        Accuracy.Require(work, result);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Differences_that_overflow_are_taken_again(int channels, int? inner)
    {
        var work = WorkOf(channels, inner, Fills.BothEnds);
        var result = KernelResult.Of(work, Kernel(work.Spec));
        Assert.True(result.TakenAgain > 0, $"{work}: statistics were not taken again.");
        Accuracy.Statistics(work, result, new Reference(work));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Huge_values_are_normalized(int channels, int? inner)
    {
        var work = WorkOf(channels, inner, Fills.Huge);
        var result = KernelResult.Of(work, Kernel(work.Spec));
        Accuracy.Statistics(work, result, new Reference(work));
        Assert.DoesNotContain(result.Output, value => !float.IsFinite(value));
    }

    /// <summary>NaN and infinity stay in their channel: the others have the bits that they have without them.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_not_finite_stays_in_its_channel(int channels, int? inner)
    {
        StaysInItsChannel(channels, inner, Activation.None);
        StaysInItsChannel(channels, inner, Activation.Relu);
    }

    private static void StaysInItsChannel(int channels, int? inner, Activation activation)
    {
        var work = WorkOf(channels, inner, Fills.NotFinite, activation);
        var result = KernelResult.Of(work, Kernel(work.Spec));
        var expected = KernelResult.Of(WorkOf(channels, inner, Fills.Normal, activation), Kernel(work.Spec));
        for (var at = 0; at < work.Input.Length; at++)
        {
            if (work.ChannelOf(at) < 2)
            {
                Assert.True(float.IsNaN(result.Output[at]) && float.IsNaN(result.InputGradient[at]), $"{work}: [{at}]");
            }
            else
            {
                Assert.True(Bits.Same(expected.Output[at], result.Output[at]), $"{work}: output[{at}]");
                Assert.True(Bits.Same(expected.InputGradient[at], result.InputGradient[at]), $"{work}: input gradient[{at}]");
            }
        }
    }

    private static Workload WorkOf(int channels, int? inner, Fill fill, Activation activation = Activation.None)
    {
        var spec = Specs.Planes(channels, inner) with { Activation = activation };
        return new(spec, Rows(spec, 9), inner ?? 33, fill, seed: 1);
    }

    /// <summary>So many whole rows and a little more: an odd number, so that places and lanes meet every kind of value.</summary>
    private static int Rows(KernelSpec spec, int rows) => (Scheduler.Numeric(spec).RowPixels * rows) + 1;

    private static Executable Kernel(KernelSpec spec) => Executable.Virtual(Scheduler.Plan(spec, InstructionSets.All[^1]));
}
