using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>Statistics over small parts of a large batch.</summary>
internal sealed class GhostBatches : IExperiment
{
    private const int Seeds = 8;
    private const int Epochs = 40;
    private const int Images = 384;
    private const int Batch = 128;
    private const double Rate = 0.1;

    private static readonly int[] GhostSizes = [8, 32, 0];

    public string Name => "Ghost batches";

    public IEnumerable<Recipe> Recipes(Scale scale) => GhostSizes.SelectMany(size => Recipes(scale, size));

    public Section Conclude(Findings findings)
    {
        var results = GhostSizes.Select(size => Result(findings, size)).ToList();
        return new Section(
            "ghost-batches",
            "Ghost batches",
            "In large batches, statistics over small virtual batches bring the regularizing noise back and close part of the gap between training and test.",
            $"The convolutional network learns {Images} digits with batches of {Batch} for {findings.Scale.Epochs(Epochs)} epochs, without variation of the images. Its batch norms take their statistics over the whole batch, or over " +
            "parts of 32 or 8 images: each part's moments are accumulated (AccumulateMoments), the part is normalized by them (ForwardWith), and all parts' moments, merged, go into the running statistics. " +
            "The gradients of the parts are summed. So a single step of descent sees the whole batch in each case.",
            Judge(results))
        {
            Figures =
            [
                new Figure(
                    "Mean and standard deviation over the seeds.",
                    Tables.Draw(
                        ["statistics over", "training digits", "held-back digits", "gap", "held-back loss"],
                        results.Select(result => new[]
                        {
                            SizeText(result.GhostSize), result.Training.Percent, result.HeldBack.Percent, result.Gap.Percent, Wording.Short(result.HeldBackLoss.Mean),
                        }))),
                new Figure(
                    "Held-back digits recognized, mean over the seeds; the band is a standard deviation to either side.",
                    new LineChart(
                        "Accuracy with statistics over the batch and over parts of it",
                        new Axis("epochs"),
                        new Axis("recognized, %"),
                        [.. results.Select((result, i) => new ChartLine(SizeText(result.GhostSize), i, [.. result.Accuracies.Select((sample, epoch) => Lines.Percent(epoch + 1, sample))]))]).Draw()),
            ],
            Caveats = ["Hoffer et al. (2017) found the effect with batches of thousands and much longer training."],
            Results = results,
        };
    }

    public static Verdict Judge(IReadOnlyList<GhostResult> results)
    {
        var whole = results.Single(result => result.GhostSize == 0);
        var ghosts = results.Where(result => result.GhostSize > 0).ToList();
        var better = ghosts.Where(ghost => ghost.HeldBack.IsClearlyAbove(whole.HeldBack)).ToList();
        var narrower = ghosts.Where(ghost => whole.Gap.IsClearlyAbove(ghost.Gap)).ToList();
        var both = better.Intersect(narrower).Count();
        var outcome = both == ghosts.Count ? Outcome.Holds : better.Count + narrower.Count > 0 ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"With statistics over the whole batch {whole.HeldBack.Percent} of the held-back digits were recognized (gap {whole.Gap.Percent}); with " +
            $"{Wording.List(ghosts.Select(ghost => $"{SizeText(ghost.GhostSize)} {ghost.HeldBack.Percent} (gap {ghost.Gap.Percent})"))}. " +
            $"Clearly more recognized: {Wording.List(better.Select(ghost => SizeText(ghost.GhostSize)))}; clearly narrower gap: {Wording.List(narrower.Select(ghost => SizeText(ghost.GhostSize)))}.");
    }

    private static string SizeText(int size) => size == 0 ? "the whole batch" : $"parts of {size}";

    private static IEnumerable<Recipe> Recipes(Scale scale, int ghostSize) =>
        scale.Seeds(Seeds).Select(seed => new Recipe(Architecture.Convolutional, Norm.Batch)
        {
            Seed = seed,
            Epochs = scale.Epochs(Epochs),
            Images = Images,
            Batch = Batch,
            Rate = Rate,
            Varies = false,
            GhostSize = ghostSize,
        });

    private static GhostResult Result(Findings findings, int ghostSize)
    {
        var histories = Recipes(findings.Scale, ghostSize).Select(recipe => findings.Trainings[recipe]).ToList();
        return new GhostResult(
            ghostSize,
            Sample.Of(histories.Select(history => history.OnTraining.Accuracy)),
            Sample.Of(histories.Select(history => history.OnHeldBack.Accuracy)),
            Sample.Of(histories.Select(history => history.OnTraining.Accuracy - history.OnHeldBack.Accuracy)),
            Sample.Of(histories.Select(history => history.OnHeldBack.Loss)),
            [.. Enumerable.Range(0, histories[0].Accuracies.Count).Select(epoch => Sample.Of(histories.Select(history => history.Accuracies[epoch])))]);
    }
}

/// <summary>How a network with ghost batches of a size does; 0 is the whole batch.</summary>
internal sealed record GhostResult(
    int GhostSize, Sample Training, Sample HeldBack, Sample Gap, Sample HeldBackLoss, IReadOnlyList<Sample> Accuracies);
