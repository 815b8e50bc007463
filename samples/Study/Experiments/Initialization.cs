using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>How much the scale of the first weights matters.</summary>
internal sealed class Initialization : IExperiment
{
    private static readonly Sweep Scales = new(
        Lines.AllNorms,
        [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
        (norm, scale) => new Recipe(Architecture.Convolutional, norm) { InitialScale = scale },
        seeds: 4,
        epochs: 4);

    public string Name => "Initialization";

    public IEnumerable<Recipe> Recipes(Scale scale) => Scales.Recipes(scale);

    public Section Conclude(Findings findings)
    {
        var results = Scales.Results(findings);
        return new Section(
            "initialization",
            "Sensitivity to the scale of initialization",
            "With normalization the first weights need less care.",
            "All first weights, drawn as He et al. propose, are multiplied by one number from 0.01 to 10. The output of a normalization does not change with the scale of the weights before it; " +
            "a scale counts as one that trains if every seed recognizes at least 80 % afterwards.",
            Judge(results))
        {
            Figures = [Sweep.Figure("Accuracy over the scale of the first weights", new Axis("first weights, times"), results)],
            Caveats =
            [
                "The last layer has no normalization behind it, so large weights there still hurt; and a step of descent changes small weights more, in proportion, than large ones.",
            ],
            Results = results,
        };
    }

    public static Verdict Judge(IReadOnlyList<SweepResult> results)
    {
        var without = results.Single(result => result.Norm == Norm.None);
        var others = results.Where(result => result.Norm != Norm.None).ToList();
        var wider = others.Count(result => result.Trained.Count > without.Trained.Count);
        var outcome = wider == others.Count ? Outcome.Holds : wider > 0 ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"Of {without.Values.Count} scales the network trained at {Range(without)} without normalization, at " +
            $"{Wording.List(others.Select(result => $"{Range(result)} with {result.Norm.Text()}"))}.");
    }

    private static string Range(SweepResult result) => result.Trained.Count == 0
        ? "none"
        : result.Trained.Count == 1 ? $"1 (x {Wording.Number(result.Trained[0])})"
        : $"{result.Trained.Count} (x {Wording.Number(result.Trained[0])} to x {Wording.Number(result.Trained[^1])})";
}
