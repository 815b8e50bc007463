using System;
using System.Linq;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>The state of a sample norm without a kernel: what it holds, what grows, what completes a forward pass.</summary>
public class SampleNormStateTests
{
    [Theory]
    [InlineData(true, true, new[] { "weight", "bias" })]
    [InlineData(true, false, new[] { "weight" })]
    [InlineData(false, true, new string[0])]
    [InlineData(false, false, new string[0])]
    public void Parameters_are_those_there_are(bool affine, bool hasMean, string[] names)
    {
        var state = Create(new SampleNormOptions { Affine = affine, HasMean = hasMean });
        Assert.Equal(names, state.Parameters.Select(parameter => parameter.Name));
        Assert.All(state.Parameters, parameter =>
        {
            Assert.True(parameter.IsTrainable);
            Assert.Equal((6, 6), (parameter.Value.Length, parameter.Gradient.Length));
        });
        Assert.False(state.Gamma.ContainsAnyExcept(1));
        Assert.False(state.Beta.ContainsAnyExcept(0));
        Assert.Equal((6, 6), (state.Gamma.Length, state.Beta.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_a_unit_offset_gamma_starts_at_zero(bool affine) =>
        Assert.False(Create(new SampleNormOptions { UnitOffset = true, Affine = affine }).Gamma.ContainsAnyExcept(0));

    [Fact]
    public void Inference_alone_has_nothing_that_only_training_needs()
    {
        var state = Create(new SampleNormOptions { Passes = Passes.Inference, Groups = 2 });
        state.MaxDegreeOfParallelism = -1;
        state.Reserve(100);
        Assert.All(state.Parameters, parameter => Assert.False(parameter.IsTrainable || parameter.Gradient.Length > 0));
        Assert.True(state.GammaGradient.IsEmpty && state.BetaGradient.IsEmpty);
        Assert.True(state.SavedMean.IsEmpty && state.SavedRstd.IsEmpty);
        Assert.True(state.Mean.IsEmpty && state.Variance.IsEmpty && state.Partials.IsEmpty);
        Assert.True(state.Sums.IsEmpty && state.Coefficients.IsEmpty);
        state.CheckInfer(new float[24], new float[24]);
        state.Remember()();
    }

    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(1, 17, 32)]
    [InlineData(2, 8, 16)]
    [InlineData(6, 3, 32)]
    public void A_forward_pass_makes_room_for_its_statistics(int groups, int batch, int count)
    {
        var state = Create(new SampleNormOptions { Groups = groups });
        Assert.True(state.Mean.IsEmpty && state.Partials.IsEmpty && state.SavedMean.IsEmpty && state.SavedRstd.IsEmpty);
        var extent = Check(state, batch);
        Assert.Equal((count, count), (state.Mean.Length, state.Variance.Length));
        Assert.Equal(2 * 16 * batch, state.Partials.Length);
        Assert.True(state.SavedMean.IsEmpty && state.SavedRstd.IsEmpty);
        for (var index = 0; index < groups * batch; index++)
        {
            (state.Mean[index], state.Variance[index]) = (index + 0.1, index + 0.7);
        }

        state.CompleteForward(extent);
        var numbers = Enumerable.Range(0, groups * batch).ToArray();
        Assert.Equal(numbers.Select(index => (float)(index + 0.1)), state.SavedMean.ToArray());
        Assert.Equal(numbers.Select(index => (float)(1 / Math.Sqrt(index + 0.7 + 1e-5))), state.SavedRstd.ToArray());
    }

    [Fact]
    public void Without_a_mean_there_is_none()
    {
        var state = new SampleNormState(TensorShape.OfRows("Layer", 6), new SampleNormOptions { HasMean = false }, default);
        var extent = state.CheckForward(new float[18], new float[18]);
        state.Variance.Fill(4 - 1e-5);
        state.CompleteForward(extent);
        Assert.True(state.Mean.IsEmpty && state.SavedMean.IsEmpty);
        Assert.Equal([0.5f, 0.5f, 0.5f], state.SavedRstd.ToArray());
    }

    [Fact]
    public void Rows_need_no_partial_sums()
    {
        var state = new SampleNormState(TensorShape.OfRows("Layer", 6), new SampleNormOptions(), default);
        state.Reserve(5);
        Assert.Equal(16, state.Mean.Length);
        Assert.True(state.Partials.IsEmpty);
    }

    [Fact]
    public void What_is_saved_is_as_long_as_the_last_forward_pass()
    {
        var state = Create(new SampleNormOptions { Groups = 2 });
        Complete(state, batch: 30, mean: 1, variance: 1);
        Complete(state, batch: 3, mean: 2, variance: 4 - 1e-5);
        Assert.Equal([2f, 2f, 2f, 2f, 2f, 2f], state.SavedMean.ToArray());
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f], state.SavedRstd.ToArray());
        Assert.True(Check(state, 0).IsEmpty);
        Assert.Equal(6, state.SavedMean.Length);
    }

    [Fact]
    public void Growing_keeps_the_statistics_of_the_last_forward_pass()
    {
        var state = Create(new SampleNormOptions { Groups = 2 });
        Complete(state, batch: 3, mean: 2, variance: 4 - 1e-5);
        state.Reserve(1000);
        Assert.Equal((2000, 2000), (state.Mean.Length, state.Variance.Length));
        Assert.Equal((2.0, 4 - 1e-5), (state.Mean[5], state.Variance[5]));
        Assert.Equal([2f, 2f, 2f, 2f, 2f, 2f], state.SavedMean.ToArray());
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f], state.SavedRstd.ToArray());
        state.CheckBackward(new float[72], new float[72], new float[72]);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_batch_that_was_reserved()
    {
        var (input, output) = (new float[30 * 24], new float[30 * 24]);
        for (var time = 0; time < 2; time++)
        {
            var state = Create(new SampleNormOptions { Groups = 3 });
            state.Reserve(30);
            var before = GC.GetAllocatedBytesForCurrentThread();
            state.CompleteForward(state.CheckForward(input, output));
            state.Reserve(30);
            state.Reserve(0);
            state.CompleteForward(state.CheckForward(input.AsSpan(24), output.AsSpan(24)));
            Assert.True(time == 0 || before == GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void A_batch_that_makes_no_sense_is_refused()
    {
        var state = Create(new SampleNormOptions { Groups = 6 });
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => state.Reserve(-1));
        Assert.Throws<ArgumentException>("batch", () => state.Reserve(int.MaxValue));
        var rows = new SampleNormState(TensorShape.OfRows("Layer", 1), new SampleNormOptions(), default);
        var exception = Assert.Throws<ArgumentException>("batch", () => rows.Reserve(int.MaxValue));
        Assert.StartsWith(
            "Layer: the statistics of a batch of 2147483647 are more than an array can hold, for rows [rows, 1].",
            exception.Message,
            StringComparison.Ordinal);
        Assert.True(state.Mean.IsEmpty && rows.Mean.IsEmpty);
    }

    [Fact]
    public void Scratch_memory_is_as_the_threads_are()
    {
        var state = Create(new SampleNormOptions());
        Assert.Equal((3, 5), (state.Sums.Length, state.Coefficients.Length));
        foreach (var degree in new[] { 2, 64, int.MaxValue, -1, 1 })
        {
            state.MaxDegreeOfParallelism = degree;
            var slots = Team.Slots(state.Threads);
            Assert.Equal((3 * slots, 5 * slots), (state.Sums.Length, state.Coefficients.Length));
        }

        Assert.Throws<ArgumentOutOfRangeException>("value", () => state.MaxDegreeOfParallelism = 0);
        Assert.Equal((1, 3), (state.MaxDegreeOfParallelism, state.Sums.Length));
    }

    [Fact]
    public void What_is_remembered_can_be_put_back()
    {
        var state = Create(new SampleNormOptions { Groups = 2 });
        state.MaxDegreeOfParallelism = 3;
        Complete(state, batch: 3, mean: 2, variance: 4 - 1e-5);
        state.Gamma.Fill(7);
        state.BetaGradient.Fill(8);
        var restore = state.Remember();
        for (var time = 0; time < 2; time++)
        {
            state.Gamma.Fill(-1);
            state.BetaGradient.Fill(-1);
            Complete(state, batch: 100, mean: -1, variance: 1);
            state.MaxDegreeOfParallelism = -1;
            restore();
            Assert.Equal((7f, 8f), (state.Gamma[5], state.BetaGradient[5]));
            Assert.Equal((2.0, 4 - 1e-5), (state.Mean[5], state.Variance[5]));
            Assert.Equal([2f, 2f, 2f, 2f, 2f, 2f], state.SavedMean.ToArray());
            Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f], state.SavedRstd.ToArray());
            Assert.Equal(3, state.MaxDegreeOfParallelism);
            state.CheckBackward(new float[72], new float[72], new float[72]);
        }
    }

    [Theory]
    [InlineData("NCHW", 0)]
    [InlineData("NCHW", -1)]
    [InlineData("NCHW", 4)]
    [InlineData("NCHW", 12)]
    [InlineData("CNHW", 1)]
    [InlineData("HWNC", 1)]
    public void Groups_that_make_no_sense_are_refused(string axes, int groups) =>
        Assert.Throws<ArgumentException>(() => new SampleNormState(
            new TensorShape("Layer", axes, 6, 2, 2), new SampleNormOptions { Groups = groups }, default));

    [Fact]
    public void A_frozen_layer_keeps_what_the_layer_had()
    {
        var state = Create(new SampleNormOptions { Epsilon = 0.25 });
        state.MaxDegreeOfParallelism = 5;
        state.Gamma.Fill(2);
        state.Beta.Fill(3);
        var frozen = new FrozenSampleNorm(state);
        state.Gamma.Fill(4);
        state.Beta.Fill(5);
        state.MaxDegreeOfParallelism = 1;
        Assert.Equal([2f, 2f, 2f, 2f, 2f, 2f], frozen.Gamma.ToArray());
        Assert.Equal([3f, 3f, 3f, 3f, 3f, 3f], frozen.Beta.ToArray());
        Assert.Equal((0.25, 5, 5), (frozen.Epsilon, frozen.MaxDegreeOfParallelism, frozen.Threads));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => frozen.MaxDegreeOfParallelism = 0);
    }

    private static SampleNormState Create(SampleNormOptions options) =>
        new(new TensorShape("Layer", "NCHW", 6, 2, 2), options, new Workspace(3, 5));

    private static TensorExtent Check(SampleNormState state, int batch) =>
        state.CheckForward(new float[24 * batch], new float[24 * batch]);

    private static void Complete(SampleNormState state, int batch, double mean, double variance)
    {
        var extent = Check(state, batch);
        state.Mean.Fill(mean);
        state.Variance.Fill(variance);
        state.CompleteForward(extent);
    }
}
