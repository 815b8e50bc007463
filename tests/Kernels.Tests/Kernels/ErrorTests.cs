using System;
using System.Runtime.InteropServices;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>What bad input gets: an exception that names the argument, and nothing written.</summary>
public class ErrorTests
{
    private const int Batch = 2;

    public static TheoryData<string> Layers => LayerCases.Names(layer => layer.Channels <= 64 && layer.DeclaredPositions <= 100);

    public static TheoryData<string> AtCallLayers => LayerCases.Names(layer => layer.SizedAtCall);

    public static TheoryData<string> AtCallAndDense => LayerCases.Names(layer => layer.SizedAtCall || layer.Layout == Layout.NC);

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_length_that_fits_no_batch(string name)
    {
        var trial = Prepared(name);
        if (trial.Case.Channels * trial.Case.DeclaredPositions == 1)
        {
            return; // Any length is a batch of such samples.
        }

        var input = new float[trial.Input.Length + 1];
        var other = new float[input.Length];
        RequireArgument(trial, "input", layer => layer.Infer(input, other, Batch));
        RequireArgument(trial, "input", layer => layer.Freeze()(input, other, Batch));
        RequireArgument(trial, "input", layer => layer.Forward(input, other, Batch));
        RequireArgument(trial, "input", layer => layer.Backward(input, other, new float[input.Length], Batch));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Another_length_than_the_inputs(string name)
    {
        var trial = Prepared(name);
        var input = trial.Input;
        foreach (var length in new[] { 0, input.Length - 1, input.Length + 1, 2 * input.Length })
        {
            var other = new float[length];
            RequireArgument(trial, "output", layer => layer.Infer(input, other, Batch));
            RequireArgument(trial, "output", layer => layer.Freeze()(input, other, Batch));
            RequireArgument(trial, "output", layer => layer.Forward(input, other, Batch));
            RequireArgument(trial, "outputGradient", layer => layer.Backward(input, other, trial.InputGradient, Batch));
            RequireArgument(trial, "inputGradient", layer => layer.Backward(input, trial.OutputGradient, other, Batch));
        }
    }

    [Theory]
    [MemberData(nameof(AtCallLayers))]
    public void A_batch_that_is_none(string name)
    {
        var trial = Prepared(name);
        var tooMany = (int)Math.Min(int.MaxValue, (int.MaxValue / trial.Case.Channels) + 1L);
        int[] batches = trial.Case.Channels == 1 ? [-1, int.MinValue] : [-1, int.MinValue, tooMany, int.MaxValue];
        foreach (var batch in batches)
        {
            RequireArgument(trial, "batch", layer => layer.Infer(trial.Input, trial.Output, batch));
            RequireArgument(trial, "batch", layer => layer.Freeze()(trial.Input, trial.Output, batch));
            RequireArgument(trial, "batch", layer => layer.Forward(trial.Input, trial.Output, batch));
            RequireArgument(trial, "batch", layer => layer.Backward(
                trial.Input, trial.OutputGradient, trial.InputGradient, batch));
            RequireArgument(trial, "batch", layer => layer.Infer([], [], batch));
        }

        RequireArgument(trial, "input", layer => layer.Infer(trial.Input, trial.Output, 0));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Tensors_that_overlap_by_a_part(string name)
    {
        var trial = Prepared(name);
        var length = trial.Input.Length;
        var memory = new float[2 * length];
        foreach (var shift in new[] { 1, length - 1 })
        {
            RequireArgument(trial, "output", layer => layer.Infer(memory.AsSpan(0, length), memory.AsSpan(shift, length), Batch));
            RequireArgument(trial, "output", layer => layer.Infer(memory.AsSpan(shift, length), memory.AsSpan(0, length), Batch));
            RequireArgument(trial, "output", layer => layer.Freeze()(
                memory.AsSpan(0, length), memory.AsSpan(shift, length), Batch));
            RequireArgument(trial, "output", layer => layer.Forward(
                memory.AsSpan(shift, length), memory.AsSpan(0, length), Batch));
            RequireArgument(trial, "inputGradient", layer => layer.Backward(
                trial.Input, memory.AsSpan(0, length), memory.AsSpan(shift, length), Batch));
            RequireArgument(trial, "inputGradient", layer => layer.Backward(
                memory.AsSpan(0, length), trial.OutputGradient, memory.AsSpan(shift, length), Batch));
            RequireArgument(trial, "outputGradient", layer => layer.Backward(
                memory.AsSpan(0, length), memory.AsSpan(shift, length), trial.InputGradient, Batch));
        }

        Assert.All(memory, value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_fraction_of_an_element_apart_is_an_overlap(string name)
    {
        var trial = Prepared(name);
        var bytes = new byte[(trial.Input.Length + 1) * sizeof(float)];
        RequireArgument(trial, "output", layer => layer.Infer(
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, trial.Input.Length * sizeof(float))),
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan(2, trial.Input.Length * sizeof(float))),
            Batch));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Neighbours_do_not_overlap(string name)
    {
        var trial = Prepared(name);
        var length = trial.Input.Length;
        var memory = new float[3 * length];
        trial.Input.CopyTo(memory, length);
        trial.Layer.Forward(memory.AsSpan(length, length), memory.AsSpan(2 * length, length), Batch);
        trial.Layer.Infer(memory.AsSpan(length, length), memory.AsSpan(0, length), Batch);
        trial.Layer.Backward(memory.AsSpan(length, length), memory.AsSpan(2 * length, length), memory.AsSpan(0, length), Batch);
        Bits.RequireEqual(trial.Input, memory.AsSpan(length, length), "input");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void An_input_gradient_in_place_of_the_input(string name)
    {
        var trial = Prepared(name);
        RequireArgument(trial, "inputGradient", layer => layer.Backward(trial.Input, trial.OutputGradient, trial.Input, Batch));
    }

    [Theory]
    [MemberData(nameof(AtCallAndDense))]
    public void Parameters_and_statistics_as_tensors(string name)
    {
        // One value per channel, so that a row of the layer is a whole tensor.
        var trial = Prepared(name);
        var layer = trial.Layer;
        var statistics = layer.Statistics;
        RequireOwned(trial, statistics.RunningMean);
        RequireOwned(trial, statistics.RunningVariance);
        RequireOwned(trial, statistics.SavedMean);
        RequireOwned(trial, statistics.SavedRstd);
        if (layer.Affine is { } affine)
        {
            RequireOwned(trial, affine.Gamma);
            RequireOwned(trial, affine.Beta);
            RequireOwned(trial, affine.GammaGradient);
            RequireOwned(trial, affine.BetaGradient);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Training_on_one_value_per_channel(string name)
    {
        var layer = LayerCases.Named(name);
        if (!layer.SizedAtCall && layer.DeclaredPositions > 1)
        {
            return; // A sample of it has more values.
        }

        var trial = new Trial(layer, 1, 1, Fills.Normal);
        var exception = RequireArgument(trial, "input", under => under.Forward(trial.Input, trial.Output, 1));
        Assert.Contains("Expected more than 1 value per channel when training", exception.Message, StringComparison.Ordinal);
        trial.Infer();
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Backward_before_Forward(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        RequireNothingWritten<InvalidOperationException>(trial, layer => trial.Backward());
        trial.Infer();
        RequireNothingWritten<InvalidOperationException>(trial, layer => trial.Backward());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Backward_of_another_batch(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward();
        var twice = 2 * trial.Input.Length;
        var exception = RequireNothingWritten<InvalidOperationException>(
            trial, layer => layer.Backward(new float[twice], new float[twice], new float[twice], 2 * trial.Batch));
        RequireNames(trial, exception);
        trial.Backward();
    }

    [Theory]
    [MemberData(nameof(AtCallLayers))]
    public void Backward_of_another_size_with_as_many_elements(string name)
    {
        var trial = new Trial(LayerCases.Named(name), 2, 12, Fills.Normal).Forward();
        RequireNothingWritten<InvalidOperationException>(
            trial, layer => layer.Backward(trial.Input, trial.OutputGradient, trial.InputGradient, 4));
        RequireNothingWritten<InvalidOperationException>(
            trial, layer => layer.Backward(trial.Input, trial.OutputGradient, trial.InputGradient, 1));
        trial.Backward();
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Nothing_to_do_does_nothing(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var before = trial.Layer.Snapshot();
        foreach (var batch in trial.Case.SizedAtCall ? new[] { 0, 3 } : [0])
        {
            trial.Layer.Infer([], [], batch);
            trial.Layer.Freeze()([], [], batch);
            trial.Layer.Forward([], [], batch);
            Assert.Equal(before, trial.Layer.Snapshot());
        }

        trial.Layer.Backward([], [], [], 0);
        if (trial.Layer.Affine is { } affine)
        {
            Assert.All(affine.GammaGradient.ToArray(), value => Assert.Equal(0, value));
            Assert.All(affine.BetaGradient.ToArray(), value => Assert.Equal(0, value));
        }

        // The last forward pass is still the one that had elements.
        trial.Backward();
        Assert.Equal(before, trial.Layer.Snapshot());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Messages_name_the_layer_the_shape_and_what_came(string name)
    {
        var trial = Prepared(name);
        var longer = new float[trial.Input.Length + 3];
        var exception = RequireArgument(trial, "output", layer => layer.Infer(trial.Input, longer, Batch));
        RequireNames(trial, exception);
        Assert.Contains($"{trial.Input.Length + 3}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{trial.Input.Length}", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A layer that was trained before, so that a wrong write anywhere in it shows.</summary>
    private static Trial Prepared(string name)
    {
        var layer = LayerCases.Named(name);
        return new Trial(layer, Batch, TrialSizes.Positions(layer), Fills.Normal).Forward().Backward();
    }

    private static void RequireOwned(Trial trial, ReadOnlySpan<float> row)
    {
        var own = new OwnMemory(row);
        var other = new float[row.Length];
        var third = new float[row.Length];
        RequireArgument(trial, "output", layer => layer.Infer(other, own.Span, 1));
        RequireArgument(trial, "input", layer => layer.Infer(own.Span, other, 1));
        RequireArgument(trial, "inputGradient", layer => layer.Backward(other, third, own.Span, 1));
        RequireArgument(trial, "outputGradient", layer => layer.Backward(other, own.Span, third, 1));
        RequireArgument(trial, "input", layer => layer.Backward(own.Span, other, third, 1));
    }

    private static ArgumentException RequireArgument(Trial trial, string parameter, Action<LayerUnderTest> call)
    {
        var exception = RequireNothingWritten<ArgumentException>(trial, call);
        Assert.Equal(parameter, exception.ParamName);
        RequireNames(trial, exception);
        return exception;
    }

    private static void RequireNames(Trial trial, Exception exception)
    {
        Assert.Contains(trial.Case.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{trial.Case.Layout} [", exception.Message, StringComparison.Ordinal);
    }

    private static T RequireNothingWritten<T>(Trial trial, Action<LayerUnderTest> call)
        where T : Exception
    {
        var state = trial.Layer.Snapshot();
        var tensors = Tensors(trial);
        var exception = Assert.Throws<T>(() => call(trial.Layer));
        Assert.Equal(state, trial.Layer.Snapshot());
        Bits.RequireEqual(tensors, Tensors(trial), "tensors");
        return exception;
    }

    private static float[] Tensors(Trial trial) =>
        [.. trial.Input, .. trial.Output, .. trial.OutputGradient, .. trial.InputGradient];
}
