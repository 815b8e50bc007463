using System;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>What activations do where the error bounds do not reach.</summary>
public sealed class ActivationTests
{
    /// <summary>The derivative at 0 is 0. A constant channel lies there exactly if its beta is 0.</summary>
    [Theory]
    [InlineData(24, 1)]
    [InlineData(3, 31)]
    public void Relu_has_no_gradient_at_zero(int channels, int inner)
    {
        var spec = Specs.Planes(channels, inner) with { Activation = Activation.Relu };
        var work = new Workload(spec, outer: 37, inner, Fills.Bounded.Single(fill => fill.Name == "constant"), seed: 1);
        Array.Clear(work.Beta);
        foreach (var isa in InstructionSets.All)
        {
            var result = KernelResult.Of(work, Executable.Virtual(Scheduler.Plan(spec, isa)));

            Assert.All(result.Output, value => Assert.True(Bits.Same(0f, value)));
            Assert.All([.. result.GammaGradient, .. result.BetaGradient, .. result.InputGradient], value => Assert.Equal(0f, value));
        }
    }
}
