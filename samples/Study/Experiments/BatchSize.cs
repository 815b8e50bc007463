using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>Batch norm and its alternatives from batches of 1 to 128.</summary>
internal sealed class BatchSize : IExperiment
{
    private const double Small = 1;
    private const double Usual = 32;
    private const double RatePerImage = 0.05 / Usual;

    private static readonly Sweep Sizes = new(
        [Norm.Batch, Norm.Group, Norm.Instance, Norm.Layer],
        [Small, 2, 4, 8, Usual, 128],
        (norm, size) => new Recipe(Architecture.Convolutional, norm) { Batch = (int)size, Rate = RatePerImage * size },
        seeds: 5,
        epochs: 6);

    public string Name => "Batch size";

    public IEnumerable<Recipe> Recipes(Scale scale) => Sizes.Recipes(scale);

    public Section Conclude(Findings findings)
    {
        var results = Sizes.Results(findings);
        return new Section(
            "batch-size",
            "Small batches",
            "Batch norm suffers from small batches; group, instance and layer norm do not.",
            "The convolutional network is trained with batches of 1 to 128 images, the learning rate in proportion to the batch. Batch norm takes its statistics from the batch in training and uses running averages afterwards; " +
            "the others treat each image by itself, in training as afterwards.",
            Judge(results))
        {
            Figures = [Sweep.Figure("Accuracy over the batch size", new Axis("images in a batch"), results)],
            Caveats =
            [
                "A batch of 1 still gives batch norm 64 or 16 values per channel, one per pixel: it is instance norm in training, with running averages at evaluation. In a dense layer it would be refused.",
                "With batches of 128 there are few steps, and the rate in proportion is 0.2: more than some of these networks take, as the second experiment shows. That end is about the rate, not about statistics.",
            ],
            Results = results,
        };
    }

    /// <summary>
    /// Two halves: batch norm loses from the usual batch to the smallest more than the others do on average, and every other is clearly better at the smallest.
    /// </summary>
    public static Verdict Judge(IReadOnlyList<SweepResult> results)
    {
        var batch = results.Single(result => result.Norm == Norm.Batch);
        var others = results.Where(result => result.Norm != Norm.Batch).ToList();
        var suffers = At(batch, Usual).IsClearlyAbove(At(batch, Small));
        var better = others.Where(result => At(result, Small).IsClearlyAbove(At(batch, Small))).ToList();
        var outcome = suffers && better.Count == others.Count ? Outcome.Holds
            : suffers || better.Count > 0 ? Outcome.HoldsInPart
            : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"From batches of {Usual} to batches of {Small} batch norm went from {At(batch, Usual).Percent} to {At(batch, Small).Percent}" +
            $"{(suffers ? "" : ", no clear loss")}; at {Small} the others had " +
            $"{Wording.List(others.Select(result => $"{At(result, Small).Percent} ({result.Norm.Text()})"))}. " +
            $"Clearly better than batch norm there: {Wording.List(better.Select(result => result.Norm.Text()))}.");
    }

    private static Sample At(SweepResult result, double size) => result.Accuracies[result.Values.ToList().IndexOf(size)];
}
