using System;
using System.Linq;
using System.Threading;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Frozen layers and inference: the same bits in every setting.</summary>
public class FrozenTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Frozen_has_the_bits_of_Infer(string name)
    {
        foreach (var fill in Fills.All)
        {
            var trial = TrialSizes.Usual(LayerCases.Named(name), fill).WithRunningStatisticsOfInput().Infer();
            var frozen = new float[trial.Output.Length];
            trial.Layer.Freeze()(trial.Input, frozen, trial.Batch);
            Bits.RequireEqual(trial.Output, frozen, fill.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Later_changes_to_the_layer_do_not_reach_it(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var frozen = trial.Layer.Freeze();
        var expected = (float[])trial.Output.Clone();

        trial.Forward().Backward();
        trial.Layer.WithParameters(seed: 99);
        trial.Layer.Statistics.RunningMean.Fill(3);
        trial.Layer.Statistics.RunningVariance.Fill(7);

        frozen(trial.Input, trial.Output, trial.Batch);
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
            trial.Layer.Infer(trial.Input.AsSpan(index * sample, sample), alone, 1);
            Bits.RequireEqual(expected, alone, $"sample {index}");
            frozen(trial.Input.AsSpan(index * sample, sample), alone, 1);
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
        trial.Infer().InferFrozen();
        Assert.Equal(before, trial.Layer.Snapshot());
        Bits.RequireEqual(input, trial.Input, "input");
    }

    [Theory]
    [InlineData("Nc64")]
    [InlineData("Nchw64x7x7")]
    [InlineData("Nhwc64AtCall")]
    public void Any_number_of_threads_may_infer_at_once(string name)
    {
        var trial = TrialSizes.Usual(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var frozen = trial.Layer.Freeze();
        var outputs = Enumerable.Range(0, 8).Select(_ => new float[trial.Output.Length]).ToArray();
        var threads = outputs.Select((output, index) => new Thread(() =>
        {
            for (var call = 0; call < 50; call++)
            {
                output.AsSpan().Clear();
                (index % 2 == 0 ? frozen : trial.Layer.Infer)(trial.Input, output, trial.Batch);
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(outputs, output => Bits.RequireEqual(trial.Output, output, "threads"));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_negative_running_variance_past_epsilon_gives_NaN(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        trial.Layer.Statistics.RunningVariance.Fill(-1);
        trial.Infer();
        Assert.All(trial.Output, value => Assert.True(float.IsNaN(value)));
        trial.InferFrozen();
        Assert.All(trial.Output, value => Assert.True(float.IsNaN(value)));
    }
}
