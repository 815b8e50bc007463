using System;
using System.Collections.Generic;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>
/// Training a layer whose statistics are a sample's own: a sample has the bits alone that it has in a batch, for any number of
/// threads. That inference has this whatever the layer is in the tests of frozen layers.
/// </summary>
public class BatchInvarianceTests
{
    private const int Batch = 5;

    public static TheoryData<string> Layers => LayerCases.Names(layer => layer.IsSampleNorm && layer.Trains);

    public static TheoryData<string> OneValueLayers => LayerCases.Names(layer =>
        layer.IsSampleNorm && layer.HasMean && layer.Channels == layer.Groups && (layer.SizedAtCall || layer.DeclaredPositions == 1));

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_sample_is_trained_on_alone_as_in_a_batch(string name)
    {
        var layer = LayerCases.Named(name);
        var together = new Trial(layer, Batch, TrialSizes.Positions(layer), Fills.AwayFromZero).Forward().Backward();
        foreach (var threads in new[] { 1, 3 })
        {
            var alone = new Trial(layer, 1, TrialSizes.Positions(layer), Fills.Normal);
            alone.Layer.Layer.MaxDegreeOfParallelism = threads;
            for (var sample = 0; sample < Batch; sample++)
            {
                RequireSame(together, alone, sample, Pass.Infer);
                RequireSame(together, alone, sample, Pass.Forward);
                RequireSame(together, alone, sample, Pass.Backward);
                Bits.RequireEqual(SliceOf(together.Layer.SavedMean, sample), alone.Layer.SavedMean, "saved mean");
                Bits.RequireEqual(SliceOf(together.Layer.SavedRstd, sample), alone.Layer.SavedRstd, "saved rstd");
            }
        }
    }

    [Theory]
    [MemberData(nameof(OneValueLayers))]
    public void One_value_in_a_group_gives_beta(string name)
    {
        var trial = new Trial(LayerCases.Named(name), 3, 1, Fills.LargeMean);
        Array.Clear(trial.Residual);
        foreach (var pass in trial.OutputPasses)
        {
            trial.Run(pass);
            for (var index = 0; index < trial.Output.Length; index++)
            {
                var beta = trial.Layer.State.Beta[trial.View.ChannelOf(index)];
                Activated.Require(trial.Case, beta, trial.Output[index]);
            }
        }
    }

    private static void RequireSame(Trial together, Trial alone, int sample, Pass pass)
    {
        var (all, one) = (new Arguments(together), new Arguments(alone));
        var expected = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var name in all.Of(pass))
        {
            expected[name] = SliceOf(all[name].Span, sample);
            one[name] = Arguments.IsWritten(pass, name) ? new float[expected[name].Length] : expected[name].AsMemory();
        }

        one.Call(pass);
        foreach (var (name, values) in expected)
        {
            Bits.RequireEqual(values, one[name].Span, $"{pass} of sample {sample}, {name}");
        }
    }

    private static float[] SliceOf(ReadOnlySpan<float> batch, int sample) =>
        batch.Slice(sample * (batch.Length / Batch), batch.Length / Batch).ToArray();
}
