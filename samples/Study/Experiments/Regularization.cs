using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>The gap between digits learnt from and digits held back, where there are few to learn from.</summary>
internal sealed class Regularization : IExperiment
{
    private const int Seeds = 8;
    private const int Epochs = 30;
    private const int Images = 240;
    private const int Batch = 16;

    public string Name => "Regularization";

    public IEnumerable<Recipe> Recipes(Scale scale) => Lines.AllNorms.SelectMany(norm => Recipes(scale, norm));

    public Section Conclude(Findings findings)
    {
        var results = Lines.AllNorms.Select(norm => Result(findings, norm)).ToList();
        return new Section(
            "regularization",
            "Regularization: the gap between training and test",
            "The noise of mini-batch statistics regularizes: batch norm narrows the gap between digits learnt from and digits held back.",
            $"The convolutional network learns {Images} digits by heart: no variation of the images, {findings.Scale.Epochs(Epochs)} epochs, batches of {Batch}. Then both sets are evaluated in inference mode. " +
            "The gap is that between the two accuracies. Layer norm, without noise, is the control: what it gains as well is not the noise's doing.",
            Judge(results))
        {
            Figures =
            [
                new Figure(
                    "Mean and standard deviation over the seeds.",
                    Tables.Draw(
                        ["", "training digits", "held-back digits", "gap", "training loss", "held-back loss"],
                        results.Select(result => new[]
                        {
                            result.Norm.Text(), result.Training.Percent, result.HeldBack.Percent, result.Gap.Percent,
                            Wording.Short(result.TrainingLoss.Mean), Wording.Short(result.HeldBackLoss.Mean),
                        }))),
            ],
            Caveats = ["The learning rate and the number of epochs are the same for all; each has its own best ones."],
            Results = results,
        };
    }

    public static Verdict Judge(IReadOnlyList<GapResult> results)
    {
        var none = results.Single(result => result.Norm == Norm.None);
        var batch = results.Single(result => result.Norm == Norm.Batch);
        var layer = results.Single(result => result.Norm == Norm.Layer);
        var narrows = none.Gap.IsClearlyAbove(batch.Gap);
        var beyondControl = layer.Gap.IsClearlyAbove(batch.Gap);
        var outcome = narrows && beyondControl ? Outcome.Holds : narrows || beyondControl ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"The gap was {none.Gap.Percent} without normalization, {batch.Gap.Percent} with batch norm, {layer.Gap.Percent} with layer norm. " +
            $"Batch norm's is {(narrows ? "clearly" : "not clearly")} narrower than that without normalization, and " +
            $"{(beyondControl ? "clearly" : "not clearly")} narrower than layer norm's, which has no noise.");
    }

    private static IEnumerable<Recipe> Recipes(Scale scale, Norm norm) =>
        scale.Seeds(Seeds).Select(seed => new Recipe(Architecture.Convolutional, norm)
        {
            Seed = seed,
            Epochs = scale.Epochs(Epochs),
            Images = Images,
            Batch = Batch,
            Varies = false,
        });

    private static GapResult Result(Findings findings, Norm norm)
    {
        var histories = Recipes(findings.Scale, norm).Select(recipe => findings.Trainings[recipe]).ToList();
        return new GapResult(
            norm,
            Sample.Of(histories.Select(history => history.OnTraining.Accuracy)),
            Sample.Of(histories.Select(history => history.OnHeldBack.Accuracy)),
            Sample.Of(histories.Select(history => history.OnTraining.Accuracy - history.OnHeldBack.Accuracy)),
            Sample.Of(histories.Select(history => history.OnTraining.Loss)),
            Sample.Of(histories.Select(history => history.OnHeldBack.Loss)));
    }
}

/// <summary>How a network does on what it has learnt and on what it has not.</summary>
internal sealed record GapResult(Norm Norm, Sample Training, Sample HeldBack, Sample Gap, Sample TrainingLoss, Sample HeldBackLoss);
