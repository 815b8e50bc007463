using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NormGen.Reference;
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
        Assert.Equal((float)BatchNormReference.UpdateRunning(0, 3.1, 0.25), state.RunningMean[0]);
        Assert.Equal((float)BatchNormReference.UpdateRunning(1, 2.7, 0.25, unbiasedOver: 8), state.RunningVariance[0]);
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
        var state = new BatchNormState(new TensorShape("Layer", "NC", channels), 1e-5, 0.1, affine: true, new Workspace(3, 5));
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
        var state = new BatchNormState(new TensorShape("Layer", "NC", 2), 1e-5, 0.1, affine: false, default);
        Assert.Equal(["running_mean", "running_var"], Array.ConvertAll([.. state.Parameters], parameter => parameter.Name));
        Assert.Equal([1f, 1f], state.Gamma.ToArray());
        Assert.Equal([0f, 0f], state.Beta.ToArray());
    }

    [Fact]
    public void More_channels_than_an_array_holds_are_refused() => Assert.Throws<ArgumentException>(() =>
        new BatchNormState(new TensorShape("Layer", "NC", int.MaxValue), 1e-5, 0.1, affine: true, default));

    private static BatchNormState Create(double momentum) =>
        new(new TensorShape("Layer", "NC", 2), 1e-5, momentum, affine: true, new Workspace(0, 0));

    private static void Complete(BatchNormState state, double mean, double variance)
    {
        state.Mean.Fill(mean);
        state.Variance.Fill(variance);
        state.CompleteForward(new TensorExtent(Batch: 8, Outer: 8, Channels: 2, Inner: 1));
    }

    private static nint Address(ReadOnlySpan<float> span) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(span));
}
