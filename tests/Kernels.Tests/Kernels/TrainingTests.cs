using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Reference;
using NormGen.Runtime;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>What training leaves in a layer.</summary>
public class TrainingTests
{
    public static TheoryData<string> Layers => LayerCases.Names(layer => layer.Trains);

    public static TheoryData<string> BatchNorms => LayerCases.Names(layer => layer.IsBatchNorm && layer.Trains);

    public static TheoryData<string> SampleNorms => LayerCases.Names(layer => layer.IsSampleNorm && layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_new_layer_has_PyTorchs_state(string name)
    {
        var layer = LayerCases.Named(name).Create();
        Assert.All(layer.State.Gamma.ToArray(), value => Assert.Equal(layer.Case.UnitOffset ? 0 : 1, value));
        Assert.All(layer.State.Beta.ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(BatchNorms))]
    public void A_new_batch_norm_has_running_statistics_of_mean_0_and_variance_1(string name)
    {
        var layer = LayerCases.Named(name).Create();
        Assert.All(layer.BatchNorm.RunningMean.ToArray(), value => Assert.Equal(0, value));
        Assert.All(layer.BatchNorm.RunningVariance.ToArray(), value => Assert.Equal(1, value));
        Assert.Equal(0, layer.BatchNorm.BatchesTracked);
        Assert.Equal(layer.Case.Channels, layer.SavedMean.Length);
        Assert.Equal(layer.Case.Channels, layer.SavedRstd.Length);
        Assert.Equal(layer.Case.Epsilon, layer.BatchNorm.Epsilon);
    }

    [Theory]
    [MemberData(nameof(SampleNorms))]
    public void A_sample_norm_has_as_many_saved_statistics_as_its_last_batch(string name)
    {
        var layer = LayerCases.Named(name).Create();
        var state = (SampleNormState)layer.State;
        Assert.Equal(layer.Case.Epsilon, state.Epsilon);
        Assert.Equal(0, layer.SavedRstd.Length);
        foreach (var batch in new[] { 2, 5, 1, 0 })
        {
            var trial = new Trial(layer.Case, batch, TrialSizes.Positions(layer.Case), Fills.Normal);
            layer.Forward(trial.Input, trial.Output, batch, trial.Residual);
            var expected = Math.Max(1, batch) * layer.Case.Groups;
            Assert.Equal(expected, layer.SavedRstd.Length);
            Assert.Equal(layer.Case.HasMean ? expected : 0, layer.SavedMean.Length);
        }
    }

    [Theory]
    [MemberData(nameof(BatchNorms))]
    public void Running_statistics_follow_several_batches(string name)
    {
        const int Steps = 5;
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        for (var step = 1; step <= Steps; step++)
        {
            RequireStep(trial, step, Fills.AwayFromZero.Make(trial.Groups, seed: step));
        }
    }

    [Fact]
    public void Every_dialect_has_its_own_running_statistics()
    {
        // Two batches of a mean of 3 and 7 and of variance 4, unbiased 16 / 3, in one channel of a layer of four samples.
        RequireRunning("Nc5Cumulative", 5, 16 / 3.0);
        RequireRunning("Nc17Onnx", (0.1 * 3 * 0.9) + (0.1 * 7), (((0.9 * 1) + (0.1 * 4)) * 0.9) + (0.1 * 4));
        RequireRunning("Nc33Keras", (0.01 * 3 * 0.99) + (0.01 * 7), (((0.99 * 1) + (0.01 * 4)) * 0.99) + (0.01 * 4));
        RequireRunning("Nc17", (0.1 * 3 * 0.9) + (0.1 * 7), (((0.9 * 1) + (0.1 * 16 / 3)) * 0.9) + (0.1 * 16 / 3));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_are_overwritten_not_added_to(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var first = (float[])trial.InputGradient.Clone();
        var state = trial.Layer.Snapshot();
        trial.Backward();
        Bits.RequireEqual(first, trial.InputGradient, "second Backward");
        Assert.Equal(state, trial.Layer.Snapshot());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Training_twice_has_the_same_bits(string name)
    {
        var first = TrialSizes.Small(LayerCases.Named(name), Fills.LargeMean).Forward().Backward();
        var second = TrialSizes.Small(LayerCases.Named(name), Fills.LargeMean).Forward().Forward().Backward();
        Bits.RequireEqual(first.Output, second.Output, "output");
        Bits.RequireEqual(first.InputGradient, second.InputGradient, "input gradient");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Backward_does_not_depend_on_what_came_between(string name)
    {
        var expected = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward();
        trial.Infer().InferFrozen();
        if (trial.Case.IsBatchNorm)
        {
            trial.Layer.BatchNorm.RunningMean.Fill(5);
            trial.Layer.BatchNorm.RunningVariance.Fill(9);
        }

        trial.Backward();
        Bits.RequireEqual(expected.InputGradient, trial.InputGradient, "input gradient");
    }

    private static void RequireStep(Trial trial, int step, float[] input)
    {
        var (layer, running) = (trial.Case, trial.Layer.BatchNorm);
        var mean = Widened.Of(running.RunningMean);
        var variance = Widened.Of(running.RunningVariance);
        trial.Layer.Forward(input, trial.Output, trial.Batch);

        var batch = GroupStatistics.Of(input, trial.Groups);
        var count = trial.View.PerChannel;
        for (var channel = 0; channel < layer.Channels; channel++)
        {
            mean[channel] = RunningReference.Mean(mean[channel], batch.Mean[channel], layer.Dialect, layer.Momentum, step);
            variance[channel] = RunningReference.Variance(
                variance[channel], batch.Variance[channel], count, layer.Dialect, layer.Momentum, step);
        }

        Require(ErrorRatio.Of(running.RunningMean, mean, ErrorBounds.Statistics(mean, batch.Variance)), step);
        Require(ErrorRatio.Of(running.RunningVariance, variance, ErrorBounds.Statistics(variance, batch.Variance)), step);
        Assert.Equal(step, running.BatchesTracked);
    }

    private static void Require(ErrorRatio error, int step) => Assert.True(error.Worst <= 1, $"step {step}: {error}");

    private static void RequireRunning(string name, double mean, double variance)
    {
        var layer = LayerCases.Named(name).Create();
        var output = new float[4 * layer.Case.Channels];
        foreach (var center in new[] { 3f, 7f })
        {
            var input = new float[output.Length];
            Array.Fill(input, center);
            for (var channel = 0; channel < layer.Case.Channels; channel++)
            {
                // Two values on either side at a distance of 2.
                input[channel] += 2;
                input[layer.Case.Channels + channel] += 2;
                input[(2 * layer.Case.Channels) + channel] -= 2;
                input[(3 * layer.Case.Channels) + channel] -= 2;
            }

            layer.Forward(input, output, batch: 4);
        }

        Assert.All(layer.BatchNorm.RunningMean.ToArray(), value => Assert.Equal(mean, value, 1e-6));
        Assert.All(layer.BatchNorm.RunningVariance.ToArray(), value => Assert.Equal(variance, value, 1e-6));
    }
}
