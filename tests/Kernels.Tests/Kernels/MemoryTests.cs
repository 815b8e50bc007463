using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Where tensors lie: any offset, and nothing written beside them. In place is a matter of every verification.</summary>
public class MemoryTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_offset_gives_the_same_bits_and_touches_nothing_else(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        foreach (var pass in trial.OutputPasses)
        {
            var expected = (float[])trial.Run(pass).Output.Clone();
            ForEachPairOfOffsets((from, to) => RequireSameOutput(trial, pass, expected, from, to));
        }

        // Forward has moved the running statistics, which only the backward pass of Infer goes by.
        foreach (var pass in trial.GradientPasses)
        {
            trial.Run(pass);
            var state = trial.Layer.Snapshot();
            ForEachPairOfOffsets((from, to) => RequireSameGradients(trial, pass, from, to));
            Assert.Equal(state, trial.Layer.Snapshot());
        }
    }

    // All tensors at one offset, and at offsets that differ.
    private static void ForEachPairOfOffsets(Action<int, int> require)
    {
        for (var offset = 0; offset < 16; offset++)
        {
            require(offset, offset);
            require(offset, (offset + 5) % 16);
        }
    }

    private static void RequireSameOutput(Trial trial, Pass pass, float[] expected, int inputOffset, int outputOffset)
    {
        var context = $"{pass}, offsets {inputOffset} and {outputOffset}";
        var input = Canaried.Of(trial.Input, inputOffset);
        var residual = Canaried.Of(trial.Residual, (inputOffset + 3) % 16);
        var output = new Canaried(trial.Input.Length, outputOffset);
        trial.Layer.Run(pass, input.Span, residual.Span, output.Span, trial.Batch);
        Bits.RequireEqual(expected, output.Span, context);
        Bits.RequireEqual(trial.Input, input.Span, context + ", input");
        Bits.RequireEqual(trial.Residual, residual.Span, context + ", residual");
        Array.ForEach([input, residual, output], tensor => tensor.RequireIntact(context));
    }

    private static void RequireSameGradients(Trial trial, Pass pass, int inputOffset, int gradientOffset)
    {
        var context = $"{pass}, offsets {inputOffset} and {gradientOffset}";
        var input = Canaried.Of(trial.Input, inputOffset);
        var residual = Canaried.Of(trial.Residual, (inputOffset + 7) % 16);
        var outputGradient = Canaried.Of(trial.OutputGradient, (inputOffset + 3) % 16);
        var inputGradient = new Canaried(trial.Input.Length, gradientOffset);
        var residualGradient = new Canaried(trial.ResidualGradient.Length, (gradientOffset + 9) % 16);
        trial.Layer.RunBack(
            pass, input.Span, residual.Span, outputGradient.Span, inputGradient.Span, residualGradient.Span, trial.Batch);
        Bits.RequireEqual(trial.InputGradient, inputGradient.Span, context);
        Bits.RequireEqual(trial.ResidualGradient, residualGradient.Span, context + ", residual gradient");
        Bits.RequireEqual(trial.Input, input.Span, context + ", input");
        Bits.RequireEqual(trial.Residual, residual.Span, context + ", residual");
        Bits.RequireEqual(trial.OutputGradient, outputGradient.Span, context + ", output gradient");
        Array.ForEach(
            [input, residual, outputGradient, inputGradient, residualGradient], tensor => tensor.RequireIntact(context));
    }
}
