using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Frozen layers and inference in every setting. That they have the same bits is a matter of every verification.</summary>
public class FrozenTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> BatchNorms => LayerCases.Names(layer => layer.IsBatchNorm);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Later_changes_to_the_layer_do_not_reach_it(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var frozen = trial.Layer.Freeze();
        var expected = (float[])trial.Output.Clone();

        if (trial.Case.Trains)
        {
            trial.Forward().Backward();
        }

        trial.Layer.WithParameters(seed: 99);
        if (trial.Case.IsBatchNorm)
        {
            trial.Layer.BatchNorm.RunningMean.Fill(3);
            trial.Layer.BatchNorm.RunningVariance.Fill(7);
        }

        trial.Layer.Run(frozen, trial.Input, trial.Residual, trial.Output, trial.Batch);
        Bits.RequireEqual(expected, trial.Output, "frozen after changes");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_sample_has_the_same_bits_in_any_batch(string name)
    {
        const int Batch = 5;
        var layer = LayerCases.Named(name);
        var trial = new Trial(layer, Batch, TrialSizes.Positions(layer), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var frozen = trial.Layer.Freeze();
        var sample = trial.Input.Length / Batch;
        var alone = new float[sample];
        for (var index = 0; index < Batch; index++)
        {
            var expected = trial.Output.AsSpan(index * sample, sample);
            var input = trial.Input.AsSpan(index * sample, sample);
            var residual = trial.Residual.Length > 0 ? trial.Residual.AsSpan(index * sample, sample) : default;
            trial.Layer.Infer(input, alone, 1, residual);
            Bits.RequireEqual(expected, alone, $"sample {index}");
            trial.Layer.Run(frozen, input, residual, alone, 1);
            Bits.RequireEqual(expected, alone, $"sample {index}, frozen");
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Infer_changes_nothing_but_its_output(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        var before = trial.Layer.Snapshot();
        var input = (float[])trial.Input.Clone();
        var residual = (float[])trial.Residual.Clone();
        trial.Infer().InferFrozen();
        Assert.Equal(before, trial.Layer.Snapshot());
        Bits.RequireEqual(input, trial.Input, "input");
        Bits.RequireEqual(residual, trial.Residual, "residual");
    }

    [Theory]
    [MemberData(nameof(BatchNorms))]
    public void A_negative_running_variance_past_epsilon_gives_NaN(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        trial.Layer.BatchNorm.RunningVariance.Fill(-1);
        trial.Infer();
        Assert.All(trial.Output, value => Assert.True(float.IsNaN(value)));
        trial.InferFrozen();
        Assert.All(trial.Output, value => Assert.True(float.IsNaN(value)));
    }
}
