using System;
using System.Linq;
using System.Threading;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Threads decide who computes a part, never a bit.</summary>
public class ThreadTests
{
    private static readonly int[] Degrees = [2, 3, 7, 8, 16, 64, -1];

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    /// <summary>Layouts with a spatial size known at the call, large enough to be cut into many parts.</summary>
    public static TheoryData<string> LargeLayers => LayerCases.Names(layer => layer.IsOfAnyLength && layer.Channels <= 64);

    public static TheoryData<string> ConcurrentLayers =>
        ["Nc64", "Nchw64x7x7", "Nhwc64AtCall", "Nchw5AtCallResidualRelu", "Nc64Inference"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_number_of_threads_gives_the_same_bits(string name)
    {
        var layer = LayerCases.Named(name);
        RequireSameBits(() => TrialSizes.Usual(layer, Fills.LargeMean));
    }

    [Theory]
    [MemberData(nameof(LargeLayers))]
    public void Every_number_of_threads_gives_the_same_bits_of_large_tensors(string name)
    {
        var layer = LayerCases.Named(name);
        var positions = 100_000 / layer.Channels / 5;
        RequireSameBits(() => layer.SizedAtCall
            ? new Trial(layer, 5, positions, Fills.Normal)
            : new Trial(layer, 5 * positions, 1, Fills.Normal));
    }

    [Theory]
    [MemberData(nameof(ConcurrentLayers))]
    public void Any_number_of_callers_may_infer_at_once(string name)
    {
        var trial = TrialSizes.Usual(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        trial.Layer.Layer.MaxDegreeOfParallelism = 3;
        var frozen = trial.Layer.Freeze();
        Assert.Equal(3, frozen.MaxDegreeOfParallelism);
        var outputs = Enumerable.Range(0, 8).Select(_ => new float[trial.Output.Length]).ToArray();
        var mismatches = 0;
        var callers = outputs.Select((output, index) => new Thread(() =>
        {
            for (var call = 0; call < 100; call++)
            {
                output.AsSpan().Fill(float.NaN);
                if (index % 2 == 0)
                {
                    frozen.Run(trial.Input, trial.Residual, output, trial.Batch);
                }
                else
                {
                    trial.Layer.Infer(trial.Input, output, trial.Batch, trial.Residual);
                }

                Interlocked.Add(ref mismatches, output.AsSpan().SequenceEqual(trial.Output) ? 0 : 1);
            }
        })).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal(0, mismatches);
    }

    [Fact]
    public void Layers_may_train_at_once_each_in_its_own_thread()
    {
        var expected = Train(threads: 1);
        var actual = new float[6][];
        var trainers = actual.Select((_, index) => new Thread(() => actual[index] = Train(threads: 1 + (index % 3)))).ToArray();
        Array.ForEach(trainers, trainer => trainer.Start());
        Array.ForEach(trainers, trainer => trainer.Join());
        Assert.All(actual, results => Bits.RequireEqual(expected, results, "trained beside others"));
    }

    private static float[] Train(int threads)
    {
        var trial = new Trial(LayerCases.Named("Nchw17AtCall"), 7, 333, Fills.Normal);
        trial.Layer.Layer.MaxDegreeOfParallelism = threads;
        for (var step = 0; step < 20; step++)
        {
            trial.Forward().Backward();
        }

        return [.. trial.Output, .. trial.InputGradient, .. trial.Layer.State.RunningMean];
    }

    private static void RequireSameBits(Func<Trial> create)
    {
        var alone = create().WithRunningStatisticsOfInput();
        var expected = Results(alone);
        foreach (var degree in Degrees)
        {
            var trial = create().WithRunningStatisticsOfInput();
            trial.Layer.Layer.MaxDegreeOfParallelism = degree;
            Bits.RequireEqual(expected, Results(trial), $"{degree} threads");
            Assert.Equal(alone.Layer.Snapshot(), trial.Layer.Snapshot());
        }
    }

    private static float[] Results(Trial trial)
    {
        float[] results = [.. trial.Infer().Output, .. trial.InferFrozen().Output];
        return !trial.Case.Trains
            ? results
            :
            [
                .. results,
                .. trial.InferBackward().InputGradient, .. trial.ResidualGradient,
                .. trial.Layer.State.GammaGradient, .. trial.Layer.State.BetaGradient,
                .. trial.Forward().Output,
                .. trial.Backward().InputGradient, .. trial.ResidualGradient,
            ];
    }
}
