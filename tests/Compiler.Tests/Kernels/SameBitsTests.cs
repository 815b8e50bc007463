using System;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>Neither an instruction set nor a schedule, nor what memory held before, decides a single bit.</summary>
public sealed class SameBitsTests
{
    private const int RandomSchedules = 4;

    public static TheoryData<string> Kernels => Specs.Names;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void On_every_instruction_set(string name)
    {
        var spec = Specs.Named(name);
        var first = Executable.Virtual(Scheduler.Plan(spec, InstructionSets.All[0]));
        var others = InstructionSets.All.Select(isa => (isa.Name + " lowered", Executable.Lowered(spec, isa)))
            .Concat(InstructionSets.All.Skip(1).Select(isa => (isa.Name, Executable.Virtual(Scheduler.Plan(spec, isa)))))
            .ToArray();
        RequireSame(spec, first, others, poison: 1e30);
    }

    /// <summary>Vectors that overlap must not read what has been written already.</summary>
    [Theory]
    [MemberData(nameof(Kernels))]
    public void In_place(string name)
    {
        var spec = Specs.Named(name);
        var kernel = Executable.Virtual(Scheduler.Plan(spec, InstructionSets.All[0]));
        var others = InstructionSets.All.Select(isa => (isa.Name + " in place", Executable.Lowered(spec, isa))).ToArray();
        RequireSame(spec, kernel, others, poison: 1, inPlace: true);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void With_every_schedule(string name)
    {
        var spec = Specs.Named(name);
        var random = new Random(spec.Channels + (1000 * (spec.Inner ?? 0)));
        var plan = Scheduler.Plan(spec, InstructionSets.All[0]);
        var others = Enumerable.Range(0, RandomSchedules)
            .Select(_ => plan with { Schedule = Any(random) })
            .Select(other => (other.Schedule.ToString(), Executable.Virtual(other)))
            .ToArray();
        RequireSame(spec, Executable.Virtual(plan), others, poison: -0.0);
    }

    /// <summary>However the pieces of a step are put together, and in whatever order.</summary>
    [Theory]
    [MemberData(nameof(Kernels))]
    public void With_every_grouping(string name)
    {
        var spec = Specs.Named(name);
        var random = new Random(spec.Channels);
        var plan = Scheduler.Plan(spec, InstructionSets.All[0]);
        var sliced = plan with { Numeric = plan.Numeric with { SliceRows = 2, MostSlices = 3 } };
        RequireSame(spec, Executable.Virtual(plan), [("in groups", Executable.InGroups(plan, random))], poison: 1e30);
        RequireSame(spec, Executable.Virtual(sliced), [("slices in groups", Executable.InGroups(sliced, random))], poison: 1e30);
    }

    private static void RequireSame(
        KernelSpec spec, Executable first, (string Name, Executable Kernel)[] others, double poison, bool inPlace = false)
    {
        foreach (var work in Workloads.Of(spec, [Fills.Mixed]))
        {
            var expected = KernelResult.Of(work, first);
            foreach (var (name, kernel) in others)
            {
                var difference = KernelResult.Of(work, kernel, poison, inPlace).DifferenceFrom(expected);
                Assert.True(difference is null, $"{work}: {name} differs in {difference}.");
            }
        }
    }

    private static Schedule Any(Random random) => new(
        Unroll: random.Next(1, 7),
        UnrolledVectors: random.Next(0, 10),
        RegisterBudget: random.Next(1, 60),
        RegistersPerVector: 1 << random.Next(0, 3),
        BlockRows: random.Next(1, 40));
}
