using System;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;
using NormGen.Samples.Study.Training;
using NormGen.Study.Tests.Layers;
using Xunit;

namespace NormGen.Study.Tests.Training;

public sealed class TrainerTests
{
    private static readonly Recipe Recipe = new(Architecture.Convolutional, Norm.Batch) { Epochs = 3, Images = 200 };

    [Fact]
    public void A_network_learns()
    {
        var history = Trainer.Run(Recipe, DigitsData.Load());

        Assert.True(history.Losses[^1] < 0.7 * history.Losses[0]);
        Assert.True(history.Accuracy > 0.3, "Chance is a tenth.");
        Assert.Equal(history.Accuracy, history.OnHeldBack.Accuracy);
    }

    [Fact]
    public void Population_statistics_are_those_of_the_training_set_and_running_ones_come_back()
    {
        var data = DigitsData.Load();
        var training = data.Training.Take(0, 150);
        var network = (Sequential)Trainer.Create(Recipe);
        Trainer.Train(network, Recipe, data);
        var before = network.Parameters.SelectMany(parameter => parameter.Value.ToArray()).ToArray();
        var score = Population.Evaluate(network, training, data.HeldBack);

        Assert.Equal(before, network.Parameters.SelectMany(parameter => parameter.Value.ToArray()));
        Assert.NotEqual(Evaluation.Of(network, data.HeldBack).Loss, score.Loss);
    }

    [Fact]
    public void Folding_changes_logits_by_roundings_only()
    {
        var data = DigitsData.Load();
        var network = (Sequential)Trainer.Create(Recipe);
        Trainer.Train(network, Recipe, data);
        var images = data.HeldBack.Take(0, 20).Pixels;
        var logits = network.Infer(images).ToArray();
        var folded = FoldedNetwork.Of(network);

        Assert.DoesNotContain(folded.Layers, layer => layer is NormStep);
        Assert.All(logits.Zip(folded.Infer(images).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * (1 + MathF.Abs(pair.First))));
    }

    [Fact]
    public void A_single_ghost_batch_is_plain_batch_norm()
    {
        var (plain, ghost) = (NormLayers.Create(Norm.Batch, Place.Features), new GhostBatchNorm(() => NormLayers.Create(Norm.Batch, Place.Features), ghostSize: 8));
        var input = FiniteDifferences.Values(new Random(1), 8 * 64);
        var (expected, output) = (new float[input.Length], new float[input.Length]);
        plain.Forward(input, expected);
        ghost.Forward(input, output);
        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

        plain.Infer(input, expected);
        ghost.Infer(input, output);
        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Ghost_batches_have_statistics_of_their_own_and_run_on_those_of_all()
    {
        var (plain, ghost) = (NormLayers.Create(Norm.Batch, Place.Features), new GhostBatchNorm(() => NormLayers.Create(Norm.Batch, Place.Features), ghostSize: 4));
        float[] input = [.. FiniteDifferences.Values(new Random(1), 4 * 64), .. FiniteDifferences.Values(new Random(2), 4 * 64).Select(value => value + 5)];
        var (expected, output) = (new float[input.Length], new float[input.Length]);
        plain.Forward(input, expected);
        ghost.Forward(input, output);

        // The second half lies five higher: seen whole its values are above the mean, seen by itself they have the mean 0.
        Assert.True(expected[(4 * 64)..].Sum() > 100);
        Assert.Equal(0, output[(4 * 64)..].Sum(), 1e-2);
        plain.Infer(input, expected);
        ghost.Infer(input, output);
        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Normalizations_that_cannot_be_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormLayers.Create(Norm.Instance, Place.Features));

    [Fact]
    public void Drift_is_a_distance_in_standard_deviations()
    {
        float[] before = [-1, 1];

        Assert.Equal(2, Samples.Study.Experiments.CovariateShift.Distance(before, [1, 3]), 1e-12);
        Assert.Equal(0, Samples.Study.Experiments.CovariateShift.Distance([2, 2], [5, 5]));
    }
}
