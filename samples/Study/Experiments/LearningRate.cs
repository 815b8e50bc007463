using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>The largest learning rate that still trains.</summary>
internal sealed class LearningRate : IExperiment
{
    private static readonly Sweep Rates = new(
        Lines.AllNorms,
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
        (norm, rate) => new Recipe(Architecture.Convolutional, norm) { Rate = rate },
        seeds: 4,
        epochs: 4);

    public string Name => "Learning rate";

    public IEnumerable<Recipe> Recipes(Scale scale) => Rates.Recipes(scale);

    public Section Conclude(Findings findings)
    {
        var results = Rates.Results(findings);
        return new Section(
            "learning-rate",
            "The largest learning rate that trains",
            "Normalization allows higher learning rates.",
            "The convolutional network is trained for a few epochs at nine learning rates. A rate counts as one that trains if every seed recognizes at least 80 % of the held-back digits afterwards.",
            Judge(results))
        {
            Figures = [Sweep.Figure("Accuracy over the learning rate", new Axis("learning rate at the beginning"), results)],
            Caveats =
            [
                "Momentum is 0.9 throughout, which makes the effective rate ten times as large.",
                "The rates are a grid of 1, 2, 5: a factor of 2 is the resolution.",
            ],
            Results = results,
        };
    }

    public static Verdict Judge(IReadOnlyList<SweepResult> results)
    {
        var largest = results.ToDictionary(result => result.Norm, result => result.Trained.Count > 0 ? result.Trained[^1] : 0);
        var without = largest[Norm.None];
        var others = largest.Where(pair => pair.Key != Norm.None).ToList();
        var higher = others.Count(pair => pair.Value > without);
        var outcome = higher == others.Count ? Outcome.Holds : higher > 0 ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"The largest rate that trained was {Rate(without)} without normalization and " +
            $"{Wording.List(others.Select(pair => $"{Rate(pair.Value)} with {pair.Key.Text()}{Factor(pair.Value, without)}"))}.");
    }

    private static string Rate(double rate) => rate > 0 ? Wording.Number(rate) : "none of those tried";

    private static string Factor(double rate, double without) =>
        rate > 0 && without > 0 && rate != without ? $" ({Wording.Number(rate / without)} times)" : "";
}
