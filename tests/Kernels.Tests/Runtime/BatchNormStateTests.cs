using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>The state of a layer without a kernel: what completes a forward pass, and where things lie.</summary>
public class BatchNormStateTests
{
    [Fact]
    public void Completing_a_forward_pass_updates_everything_that_follows_from_the_statistics()
    {
        var state = Create(momentum: 0.25);
        Complete(state, mean: 3.1, variance: 2.7);

        Assert.Equal((float)3.1, state.SavedMean[0]);
        Assert.Equal((float)(1 / Math.Sqrt(2.7 + 1e-5)), state.SavedRstd[0]);
        Assert.Equal((float)(0.25 * 3.1), state.RunningMean[0]);
        Assert.Equal((float)(0.75 + (0.25 * (2.7 * (8 / 7.0)))), state.RunningVariance[0]);
        Assert.Equal(1, state.BatchesTracked);
    }

    [Theory]
    [InlineData(0.0, 0, 1)]
    [InlineData(1.0, 4, 16)]
    public void A_momentum_at_the_ends_keeps_or_replaces(double momentum, float mean, float variance)
    {
        var state = Create(momentum);
        Complete(state, mean: 4, variance: 14);
        Assert.Equal(mean, state.RunningMean[0]);
        Assert.Equal(variance, state.RunningVariance[0]);
    }

    [Fact]
    public void A_cumulative_average_weighs_every_batch_the_same()
    {
        var state = Create(double.NaN);
        state.RunningMean.Fill(100);
        Complete(state, mean: 1, variance: 7);
        Assert.Equal(1, state.RunningMean[0]);
        Assert.Equal(8, state.RunningVariance[0]);
        Complete(state, mean: 2, variance: 14);
        Complete(state, mean: 6, variance: 21);
        Assert.Equal(3, state.RunningMean[0]);
        Assert.Equal(16, state.RunningVariance[0], 1e-5);
        Assert.Equal(3, state.BatchesTracked);
    }

    [Theory]
    [InlineData(Dialect.PyTorch, 0.25, 2.5, 4.75)]
    [InlineData(Dialect.Onnx, 0.25, 5.5, 10.75)]
    [InlineData(Dialect.Keras, 0.25, 5.5, 10.75)]
    [InlineData(Dialect.PyTorch, double.NaN, 4, 8.5)]
    [InlineData(Dialect.Onnx, double.NaN, 4, 7.5)]
    [InlineData(Dialect.Keras, double.NaN, 4, 7.5)]
    public void Each_dialect_has_its_momentum_and_variance(Dialect dialect, double momentum, float mean, float variance)
    {
        var state = Create(new BatchNormOptions { Dialect = dialect, Momentum = momentum });
        state.BatchesTracked = 1;
        state.RunningMean.Fill(1);
        Complete(state, mean: 7, variance: 14);
        Assert.Equal(mean, state.RunningMean[0]);
        Assert.Equal(variance, state.RunningVariance[0]);
    }

    [Fact]
    public void The_number_of_batches_stays_at_the_largest()
    {
        var state = Create(double.NaN);
        state.BatchesTracked = long.MaxValue - 1;
        state.RunningMean.Fill(8);
        Complete(state, mean: 4, variance: 1);
        Complete(state, mean: 4, variance: 1);
        Assert.Equal(long.MaxValue, state.BatchesTracked);
        Assert.Equal(8, state.RunningMean[0]);
    }

    [Fact]
    public void A_cumulative_average_goes_on_from_a_checkpoint()
    {
        var state = Create(double.NaN);
        state.BatchesTracked = 3;
        state.RunningMean.Fill(8);
        Complete(state, mean: 4, variance: 1);
        Assert.Equal(7, state.RunningMean[0]);
        Assert.Equal(4, state.BatchesTracked);
    }

    [Fact]
    public void A_negative_number_of_batches_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(0.1).BatchesTracked = -1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(131)]
    public void Rows_are_aligned_and_apart(int channels)
    {
        var state = new BatchNormState(new TensorShape("Layer", "NC", channels), new BatchNormOptions(), new Workspace(3, 5));
        nint[] rows =
        [
            Address(state.Gamma), Address(state.Beta), Address(state.RunningMean), Address(state.RunningVariance),
            Address(state.GammaGradient), Address(state.BetaGradient), Address(state.SavedMean), Address(state.SavedRstd),
        ];
        Array.Sort(rows);
        for (var row = 0; row < rows.Length; row++)
        {
            Assert.Equal(0, rows[row] % 64);
            Assert.True(row == 0 || rows[row] - rows[row - 1] >= channels * sizeof(float));
        }

        // Kernels read and write their tables in whole registers.
        Assert.True(state.Mean.Length >= channels && state.Mean.Length % 16 == 0);
        Assert.True(state.Variance.Length >= channels && state.Variance.Length % 16 == 0);
        Assert.Equal(3, state.Sums.Length);
        Assert.Equal(5, state.Coefficients.Length);
    }

    [Fact]
    public void Without_affine_gamma_and_beta_are_no_parameters_and_stay_one_and_zero()
    {
        var state = Create(new BatchNormOptions { Affine = false });
        Assert.Equal(["running_mean", "running_var"], Array.ConvertAll([.. state.Parameters], parameter => parameter.Name));
        Assert.Equal([1f, 1f], state.Gamma.ToArray());
        Assert.Equal([0f, 0f], state.Beta.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Inference_alone_has_nothing_that_only_training_needs(bool affine)
    {
        var state = Create(new BatchNormOptions { Passes = Passes.Inference, Affine = affine });
        Assert.Equal(affine ? 4 : 2, state.Parameters.Count);
        Assert.All(state.Parameters, parameter =>
        {
            Assert.Equal(2, parameter.Value.Length);
            Assert.True(parameter.Gradient.IsEmpty);
            Assert.False(parameter.IsTrainable);
        });
        Assert.Equal([1f, 1f], state.Gamma.ToArray());
        Assert.Equal([1f, 1f], state.RunningVariance.ToArray());
        Assert.True(state.GammaGradient.IsEmpty && state.BetaGradient.IsEmpty);
        Assert.True(state.SavedMean.IsEmpty && state.SavedRstd.IsEmpty);
        Assert.True(state.Mean.IsEmpty && state.Variance.IsEmpty && state.Sums.IsEmpty && state.Coefficients.IsEmpty);
        state.CheckInfer(new float[4], new float[4]);
        state.Remember()();
    }

    [Fact]
    public void What_is_remembered_can_be_put_back()
    {
        var state = Create(0.1);
        state.MaxDegreeOfParallelism = 3;
        Complete(state, mean: 3, variance: 4);
        Number(state);
        var restore = state.Remember();
        for (var time = 0; time < 2; time++)
        {
            foreach (var parameter in state.Parameters)
            {
                parameter.Value.Span.Fill(-1);
                parameter.Gradient.Span.Fill(-1);
            }

            state.MaxDegreeOfParallelism = -1;
            state.Mean.Fill(5);
            state.Variance.Fill(5);
            state.CompleteForward(new TensorExtent(Batch: 3, Outer: 3, Channels: 2, Inner: 1));
            restore();
            Assert.Equal([1f, 2f], state.Gamma.ToArray());
            Assert.Equal([3f, 4f], state.Parameters[0].Gradient.ToArray());
            Assert.Equal([5f, 6f], state.Beta.ToArray());
            Assert.Equal([7f, 8f], state.BetaGradient.ToArray());
            Assert.Equal([9f, 10f], state.RunningMean.ToArray());
            Assert.Equal([11f, 12f], state.RunningVariance.ToArray());
            Assert.Equal(3, state.SavedMean[1]);
            Assert.Equal(3, state.Mean[1]);
            Assert.Equal(4, state.Variance[1]);
            Assert.Equal(1, state.BatchesTracked);
            Assert.Equal(3, state.MaxDegreeOfParallelism);
            // The last forward pass is again one of 8 samples.
            Assert.Equal(8, state.CheckBackward(new float[16], new float[16], new float[16]).Batch);
        }
    }

    [Fact]
    public void Nothing_needs_to_be_reserved()
    {
        var state = Create(0.1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        state.Reserve(0);
        state.Reserve(int.MaxValue);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => state.Reserve(-1));
    }

    [Fact]
    public void More_channels_than_an_array_holds_are_refused() => Assert.Throws<ArgumentException>(() =>
        new BatchNormState(new TensorShape("Layer", "NC", int.MaxValue), new BatchNormOptions(), default));

    private static BatchNormState Create(double momentum) => Create(new BatchNormOptions { Momentum = momentum });

    private static BatchNormState Create(BatchNormOptions options) =>
        new(new TensorShape("Layer", "NC", 2), options, new Workspace(3, 5));

    private static void Number(BatchNormState state)
    {
        var number = 0;
        foreach (var parameter in state.Parameters)
        {
            foreach (ref var value in parameter.Value.Span)
            {
                value = ++number;
            }

            foreach (ref var value in parameter.Gradient.Span)
            {
                value = ++number;
            }
        }
    }

    private static void Complete(BatchNormState state, double mean, double variance)
    {
        state.Mean.Fill(mean);
        state.Variance.Fill(variance);
        state.CompleteForward(new TensorExtent(Batch: 8, Outer: 8, Channels: 2, Inner: 1));
    }

    private static nint Address(ReadOnlySpan<float> span) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(span));
}
