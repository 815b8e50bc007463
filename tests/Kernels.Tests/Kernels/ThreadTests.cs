using System;
using System.Collections.Generic;
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

    /// <summary>Layers whose tensors may be large enough to be cut into many parts, though a row is small.</summary>
    public static TheoryData<string> LargeLayers => LayerCases.Names(layer =>
        (layer.IsOfAnyLength && layer.Channels <= 64) || (layer.IsRows && layer.Channels is 33 or 80));

    public static TheoryData<string> ConcurrentLayers =>
    [
        "Nc64", "Nchw64x7x7", "Nhwc64AtCall", "Nchw5AtCallResidualRelu", "Nc64Inference", "Group32Nchw64x7x7Relu",
        "Group8Nhwc64AtCall", "InstanceNchw64x7x7", "InstanceNhwc64AtCall", "Layer385", "Rms80PreAdd",
    ];

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
            var sums = new float[trial.Sum.Length];
            for (var call = 0; call < 100; call++)
            {
                output.AsSpan().Fill(float.NaN);
                if (index % 2 == 0)
                {
                    frozen.Run(Tensors(trial, output, sums));
                }
                else
                {
                    trial.Layer.Layer.RunPass(Pass.Infer, Tensors(trial, output, sums));
                }

                Interlocked.Add(ref mismatches, output.AsSpan().SequenceEqual(trial.Output) ? 0 : 1);
            }
        })).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal(0, mismatches);
    }

    [Theory]
    [InlineData("Nchw17AtCall")]
    [InlineData("Group4Nhwc24AtCallRelu")]
    [InlineData("InstanceNchw17AtCall")]
    public void Layers_may_train_at_once_each_in_its_own_thread(string name)
    {
        var expected = Train(name, threads: 1);
        var actual = new float[6][];
        var trainers = actual.Select((_, index) => new Thread(() => actual[index] = Train(name, threads: 1 + (index % 3)))).ToArray();
        Array.ForEach(trainers, trainer => trainer.Start());
        Array.ForEach(trainers, trainer => trainer.Join());
        Assert.All(actual, results => Bits.RequireEqual(expected, results, "trained beside others"));
    }

    private static float[] Train(string name, int threads)
    {
        var trial = new Trial(LayerCases.Named(name), 7, 333, Fills.Normal);
        trial.Layer.Layer.MaxDegreeOfParallelism = threads;
        for (var step = 0; step < 20; step++)
        {
            trial.Forward().Backward();
        }

        return [.. trial.Output, .. trial.InputGradient, .. trial.Layer.SavedMean, .. trial.Layer.State.GammaGradient];
    }

    private static PassTensors Tensors(Trial trial, float[] output, float[] sum) => new()
    {
        Input = trial.Input,
        Residual = trial.Residual,
        Output = output,
        Sum = sum,
        Batch = trial.Batch,
    };

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
        var results = new List<float>();
        foreach (var pass in trial.OutputPasses)
        {
            results.AddRange(trial.Run(pass).Output);
        }

        foreach (var pass in trial.GradientPasses)
        {
            results.AddRange(trial.Run(pass).InputGradient);
            results.AddRange(trial.ResidualGradient);
            results.AddRange(trial.Layer.State.GammaGradient);
            results.AddRange(trial.Layer.State.BetaGradient);
        }

        return [.. results];
    }
}
