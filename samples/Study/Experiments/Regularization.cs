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
            "There are two gaps: of accuracy, and of loss, which also counts how sure a network is of what it gets wrong. The other normalizations, without noise, are the control: what they gain as well is not the noise's doing.",
            Judge(results))
        {
            Figures =
            [
                new Figure(
                    "Mean and standard deviation over the seeds.",
                    Tables.Draw(
                        ["", "training digits", "held-back digits", "gap", "training loss", "held-back loss", "gap of loss"],
                        results.Select(result => new[]
                        {
                            result.Norm.Text(), result.Training.Percent, result.HeldBack.Percent, result.Gap.Percent,
                            Wording.Short(result.TrainingLoss.Mean), Wording.Short(result.HeldBackLoss.Mean),
                            $"{Wording.Rounded(result.LossGap.Mean)} ± {Wording.Rounded(result.LossGap.Deviation)}",
                        }))),
            ],
            Caveats = ["The learning rate and the number of epochs are the same for all; each has its own best ones."],
            Results = results,
        };
    }

    /// <summary>Three questions: a narrower gap of accuracy, one of loss, and one that no normalization without noise has as well.</summary>
    public static Verdict Judge(IReadOnlyList<GapResult> results)
    {
        var none = results.Single(result => result.Norm == Norm.None);
        var batch = results.Single(result => result.Norm == Norm.Batch);
        var controls = results.Where(result => result.Norm is not (Norm.None or Norm.Batch)).ToList();
        var narrower = none.Gap.IsClearlyAbove(batch.Gap);
        var surer = none.LossGap.IsClearlyAbove(batch.LossGap);
        var matched = controls.Where(control => !control.Gap.IsClearlyAbove(batch.Gap) && !control.LossGap.IsClearlyAbove(batch.LossGap)).ToList();
        var outcome = narrower && surer && matched.Count == 0 ? Outcome.Holds : narrower || surer ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"The gap of accuracy was {none.Gap.Percent} without normalization and {batch.Gap.Percent} with batch norm, {(narrower ? "clearly" : "not clearly")} narrower; " +
            $"the gap of loss {Wording.Rounded(none.LossGap.Mean)} and {Wording.Rounded(batch.LossGap.Mean)}, {(surer ? "clearly" : "not clearly")} narrower. " +
            (matched.Count == 0
                ? "No normalization without noise did as well."
                : $"But without any noise neither gap was clearly wider with {Wording.List(matched.Select(control => $"{control.Norm.Text()} ({control.Gap.Percent}, {Wording.Rounded(control.LossGap.Mean)})"))}."));
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
            Sample.Of(histories.Select(history => history.OnHeldBack.Loss)),
            Sample.Of(histories.Select(history => history.OnHeldBack.Loss - history.OnTraining.Loss)));
    }
}

/// <summary>How a network does on what it has learnt and on what it has not.</summary>
internal sealed record GapResult(Norm Norm, Sample Training, Sample HeldBack, Sample Gap, Sample TrainingLoss, Sample HeldBackLoss, Sample LossGap);
