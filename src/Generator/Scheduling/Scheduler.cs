using System;
using NormGen.Generator.Epilogues;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Normalizations;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Scheduling;

/// <summary>Decides plans: the numeric half from the shape, the schedule from the facts of an instruction set.</summary>
internal static class Scheduler
{
    /// <summary>
    /// Rows longer than this are not packed to whole vectors; their tables would crowd the first-level cache, and the part-full
    /// vector at the end of a pixel weighs less the more channels there are.
    /// </summary>
    private const int LongestPackedRow = 1024;

    /// <summary>
    /// Rows are made at least this long: four independent chains hide the latency of an addition.
    /// </summary>
    private const int ShortestRow = 4 * Value.Lanes;

    /// <summary>A slice is worth a thread's while from about here on: 64 KiB of a tensor.</summary>
    private const int SliceElements = 1 << 14;

    /// <summary>Over fewer rows than this, merging the sums of a slice would be felt beside taking them.</summary>
    private const int FewestSliceRows = 64;

    /// <summary>More slices than any machine of today has use for.</summary>
    private const int MostSlices = 64;

    /// <summary>More than comparisons and a multiplication take.</summary>
    private const int FewOperations = 12;

    /// <summary>What the sums of all slices may come to: 256 KiB a layer.</summary>
    private const int SliceTables = 1 << 14;

    public static KernelPlan Plan(KernelSpec spec, InstructionSet isa) =>
        new(spec, Numeric(spec), spec.Epilogue is not null || IsLong(Catalogue.EpilogueOf(spec)) ? WithFunction(ScheduleFor(isa)) : ScheduleFor(isa));

    public static NumericPlan Numeric(KernelSpec spec)
    {
        var axes = Catalogue.Of(spec.Kind).Axes;
        var pixels = spec.ChannelsLast ? RowPixels(spec.Channels) : 1;
        var width = (long)spec.Channels * pixels;
        return new(
            axes,
            axes == ReductionAxes.Features ? 1 : spec.Channels,
            axes == ReductionAxes.Channels ? spec.Channels / spec.Groups : 1,
            axes == ReductionAxes.Features ? spec.Channels : spec.Inner,
            pixels,
            SliceRows: (int)Math.Max(FewestSliceRows, SliceElements / width),
            MostSlices: axes == ReductionAxes.Channels ? 1 : (int)Math.Min(Math.Max(SliceTables / width, 1), MostSlices))
        {
            SumsInDouble = spec.Epilogue is not null,
        };
    }

    /// <summary>Four registers an iteration keep a core's load and arithmetic units busy; eight at most are written out.</summary>
    private static Schedule ScheduleFor(InstructionSet isa)
    {
        var registers = Value.Lanes / isa.FloatLanes;
        return new(
            Unroll: 4 / registers,
            UnrolledVectors: 8 / registers,
            RegisterBudget: isa.Registers - 6,
            RegistersPerVector: registers,
            BlockRows: 16);
    }

    /// <summary>
    /// Long arithmetic keeps a core busy by itself: few places that repeat it, and half of the registers left to it. A function of the user's is
    /// compiled into every place that calls it, too, and compilers inline up to a size only.
    /// </summary>
    private static Schedule WithFunction(Schedule schedule) =>
        schedule with { Unroll = 1, UnrolledVectors = 1, RegisterBudget = schedule.RegisterBudget / 2 };

    /// <summary>Whether an activation takes many operations.</summary>
    private static bool IsLong(Epilogue activation)
    {
        var b = new IrBuilder([]);
        activation.Value(b, b.Constant(0, IrType.Floats));
        return Statements.Count(b.Statements) > FewOperations;
    }

    /// <summary>The fewest pixels whose channels fill whole vectors, then as many of those as make a row long enough.</summary>
    private static int RowPixels(int channels)
    {
        var period = LeastCommonMultiple(channels, Value.Lanes);
        if (period > LongestPackedRow)
        {
            return 1;
        }

        var repeats = (ShortestRow + period - 1) / period;
        return (int)(period / channels * repeats);
    }

    private static long LeastCommonMultiple(int a, int b) => (long)(a / GreatestCommonDivisor(a, b)) * b;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
