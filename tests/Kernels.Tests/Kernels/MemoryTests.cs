using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Where tensors lie: any offset, in place, nothing written beside them, nothing allocated.</summary>
public class MemoryTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_offset_gives_the_same_bits_and_touches_nothing_else(string name)
    {
        var layer = LayerCases.Named(name);
        var expected = TrialSizes.Small(layer, Fills.Normal).Forward().Backward();
        var inference = TrialSizes.Small(layer, Fills.Normal).WithRunningStatisticsOfInput().Infer();
        for (var offset = 0; offset < 16; offset++)
        {
            // Both tensors at one offset, and at offsets that differ.
            foreach (var outputOffset in new[] { offset, (offset + 5) % 16 })
            {
                RequireSameInference(inference, offset, outputOffset);
                RequireSameTraining(expected, offset, outputOffset);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void In_place_calls_have_the_bits_of_others(string name)
    {
        var layer = LayerCases.Named(name);
        var inference = TrialSizes.Small(layer, Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var buffer = (float[])inference.Input.Clone();
        inference.Layer.Infer(buffer, buffer, inference.Batch);
        Bits.RequireEqual(inference.Output, buffer, "Infer in place");
        inference.Input.CopyTo(buffer);
        inference.Layer.Freeze()(buffer, buffer, inference.Batch);
        Bits.RequireEqual(inference.Output, buffer, "Frozen.Infer in place");

        var training = TrialSizes.Small(layer, Fills.Normal).Forward().Backward();
        var inPlace = TrialSizes.Small(layer, Fills.Normal);
        inPlace.Input.CopyTo(buffer);
        inPlace.Layer.Forward(buffer, buffer, inPlace.Batch);
        Bits.RequireEqual(training.Output, buffer, "Forward in place");
        inPlace.OutputGradient.CopyTo(buffer);
        inPlace.Layer.Backward(inPlace.Input, buffer, buffer, inPlace.Batch);
        Bits.RequireEqual(training.InputGradient, buffer, "Backward in place");
        Assert.Equal(training.Layer.Snapshot(), inPlace.Layer.Snapshot());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void No_call_allocates(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        var frozen = trial.Layer.Freeze();
        RequireNoAllocation("Infer", () => trial.Infer());
        RequireNoAllocation("Frozen.Infer", () => frozen(trial.Input, trial.Output, trial.Batch));
        RequireNoAllocation("Forward", () => trial.Forward());
        RequireNoAllocation("Backward", () => trial.Backward());
        RequireNoAllocation("Infer of nothing", () => trial.Layer.Infer([], [], 0));
        RequireNoAllocation("Backward of nothing", () => trial.Layer.Backward([], [], [], 0));
    }

    private static void RequireNoAllocation(string what, Action call)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        call();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, $"{what} allocates");
    }

    private static void RequireSameInference(Trial expected, int inputOffset, int outputOffset)
    {
        var context = $"Infer, offsets {inputOffset} and {outputOffset}";
        var input = Canaried.Of(expected.Input, inputOffset);
        var output = new Canaried(expected.Input.Length, outputOffset);
        expected.Layer.Infer(input.Span, output.Span, expected.Batch);
        Bits.RequireEqual(expected.Output, output.Span, context);
        output.Span.Fill(float.NaN);
        expected.Layer.Freeze()(input.Span, output.Span, expected.Batch);
        Bits.RequireEqual(expected.Output, output.Span, "Frozen." + context);
        Bits.RequireEqual(expected.Input, input.Span, context + ", input");
        input.RequireIntact(context);
        output.RequireIntact(context);
    }

    private static void RequireSameTraining(Trial expected, int inputOffset, int outputOffset)
    {
        var context = $"training, offsets {inputOffset} and {outputOffset}";
        var layer = expected.Case.Create().WithParameters();
        var input = Canaried.Of(expected.Input, inputOffset);
        var output = new Canaried(expected.Input.Length, outputOffset);
        var outputGradient = Canaried.Of(expected.OutputGradient, (inputOffset + 3) % 16);
        var inputGradient = new Canaried(expected.Input.Length, outputOffset);
        layer.Forward(input.Span, output.Span, expected.Batch);
        layer.Backward(input.Span, outputGradient.Span, inputGradient.Span, expected.Batch);
        Bits.RequireEqual(expected.Output, output.Span, context);
        Bits.RequireEqual(expected.InputGradient, inputGradient.Span, context);
        Bits.RequireEqual(expected.Input, input.Span, context + ", input");
        Bits.RequireEqual(expected.OutputGradient, outputGradient.Span, context + ", output gradient");
        Assert.Equal(expected.Layer.Snapshot(), layer.Snapshot());
        foreach (var tensor in new[] { input, output, outputGradient, inputGradient })
        {
            tensor.RequireIntact(context);
        }
    }
}
