using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>The text of a kernel does what its IR says, to the bit, in the code of every instruction set that this machine runs.</summary>
public sealed class GeneratedCodeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kernels => [.. GeneratedTexts.Compiled.Select(spec => spec.ClassName)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Has_the_bits_of_the_interpreter(string name)
    {
        var spec = Specs.Named(name);
        var interpreted = Executable.Virtual(Scheduler.Plan(spec, InstructionSets.All[0]));
        string[] targets = [KernelCalls.Dispatch, .. MachineFacts.Runnable.Select(isa => isa.Name)];
        output.WriteLine(string.Join(", ", targets));
        foreach (var work in Workloads.Of(spec, [Fills.Normal, Fills.Mixed]))
        {
            var expected = KernelResult.Of(work, interpreted);
            foreach (var target in targets)
            {
                var kernel = new CompiledKernel(spec, target);
                var difference = KernelResult.Of(work, kernel).DifferenceFrom(expected) ??
                    KernelResult.Of(work, kernel, inPlace: true).DifferenceFrom(expected);
                Assert.True(difference is null, $"{work}: {target} differs in {difference}.");
            }

            var onTeam = KernelResult.Of(work, new CompiledKernel(spec, KernelCalls.Dispatch, threads: 3)).DifferenceFrom(expected);
            Assert.True(onTeam is null, $"{work}: three threads differ in {onTeam}.");
        }
    }

    /// <summary>At least the portable code runs everywhere, and on a machine with AVX-512 all of it does.</summary>
    [Fact]
    public void Runs_wherever_its_condition_holds() =>
        Assert.Equal(InstructionSets.All.Where(MachineFacts.IsExpectedHere), MachineFacts.Runnable);
}
