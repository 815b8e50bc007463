using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>Accuracy and loss epoch by epoch, with each normalization and without.</summary>
internal sealed class Convergence : IExperiment
{
    private const int Seeds = 8;
    private const int Epochs = 8;

    public string Name => "Convergence";

    public IEnumerable<Recipe> Recipes(Scale scale) =>
        from architecture in new[] { Architecture.Convolutional, Architecture.Perceptron }
        from norm in Norms(architecture)
        from recipe in Recipes(scale, architecture, norm)
        select recipe;

    public Section Conclude(Findings findings)
    {
        var results = new[] { Architecture.Convolutional, Architecture.Perceptron }.Select(architecture => Result(findings, architecture)).ToList();
        return new Section(
            "convergence",
            "Convergence with and without normalization",
            "A network with normalization learns faster.",
            "A convolutional network and a plain multilayer perceptron are trained with each normalization and with none, from the same first weights and with the same digits in the same order. " +
            "What counts is the accuracy on average over the epochs, the area under the learning curve: it is the higher the sooner a network learns.",
            Judge(results))
        {
            Figures = [.. results.SelectMany(Figures)],
            Caveats =
            [
                "One learning rate for all. Without normalization a rate tuned for it narrows the gap: the next experiment varies the rate.",
                "Instance norm is left out of the perceptron: a single value normalized by itself is always beta.",
            ],
            Results = results,
        };
    }

    /// <summary>Which normalizations were clearly ahead on average over the epochs; where they were at the end is said beside it.</summary>
    public static Verdict Judge(IReadOnlyList<ConvergenceResult> results)
    {
        var (ahead, all) = (0, 0);
        foreach (var result in results)
        {
            ahead += Others(result).Count(norm => result.AreaOf(norm).IsClearlyAbove(result.AreaOf(Norm.None)));
            all += Others(result).Count();
        }

        var outcome = ahead == all ? Outcome.Holds : ahead > 0 ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(outcome, string.Join(" ", results.Select(Describe)));
    }

    private static string Describe(ConvergenceResult result)
    {
        var none = result.AreaOf(Norm.None);
        var faster = Others(result).Where(norm => result.AreaOf(norm).IsClearlyAbove(none)).ToList();
        var slower = Others(result).Where(norm => none.IsClearlyAbove(result.AreaOf(norm))).ToList();
        return $"{Wording.Sentence(result.Network)}: after the first epoch {Accuracies(result, 0)}; at the end {Accuracies(result, result.Epochs - 1)}. " +
            $"Clearly ahead of no normalization on average over the epochs: {Wording.List(faster.Select(norm => norm.Text()))}; clearly behind: {Wording.List(slower.Select(norm => norm.Text()))}.";
    }

    private static string Accuracies(ConvergenceResult result, int epoch) =>
        Wording.List(result.Accuracies.Select(pair => $"{pair.Value[epoch].Percent} ({pair.Key.Text()})"));

    private static IEnumerable<Norm> Others(ConvergenceResult result) => result.Accuracies.Keys.Where(norm => norm != Norm.None);

    private static IEnumerable<Norm> Norms(Architecture architecture) =>
        Lines.AllNorms.Where(norm => architecture == Architecture.Convolutional || norm != Norm.Instance);

    internal static IEnumerable<Recipe> Recipes(Scale scale, Architecture architecture, Norm norm) =>
        scale.Seeds(Seeds).Select(seed => new Recipe(architecture, norm)
        {
            Seed = seed,
            Epochs = scale.Epochs(Epochs),
            Images = scale.Images,
            Contrasts = architecture == Architecture.Convolutional,
        });

    private static ConvergenceResult Result(Findings findings, Architecture architecture)
    {
        var epochs = findings.Scale.Epochs(Epochs);
        var curves = new Dictionary<Norm, IReadOnlyList<Sample>>();
        var losses = new Dictionary<Norm, IReadOnlyList<Sample>>();
        foreach (var norm in Norms(architecture))
        {
            var histories = Recipes(findings.Scale, architecture, norm).Select(recipe => findings.Trainings[recipe]).ToList();
            curves[norm] = [.. Enumerable.Range(0, epochs).Select(epoch => Sample.Of(histories.Select(history => history.Accuracies[epoch])))];
            losses[norm] = [.. Enumerable.Range(0, epochs).Select(epoch => Sample.Of(histories.Select(history => history.Losses[epoch])))];
        }

        var name = architecture == Architecture.Convolutional ? "convolutional network" : "perceptron";
        return new ConvergenceResult(name, epochs, curves, losses);
    }

    private static IEnumerable<Figure> Figures(ConvergenceResult result)
    {
        var ticks = Enumerable.Range(1, result.Epochs).Select(epoch => (double)epoch).ToList();
        yield return new Figure(
            "Mean over the seeds; the band is a standard deviation to either side.",
            new LineChart(
                Wording.Sentence(result.Network) + ": held-back digits recognized",
                new Axis("epochs") { Ticks = ticks },
                new Axis("recognized, %"),
                [.. result.Accuracies.Select(pair => Lines.Of(pair.Key, pair.Value.Select((sample, epoch) => Lines.Percent(epoch + 1, sample))))]).Draw());
        yield return new Figure(
            "The mean loss of the training batches of each epoch, on a logarithmic axis; the band goes from the least to the greatest seed.",
            new LineChart(
                Wording.Sentence(result.Network) + ": training loss",
                new Axis("epochs") { Ticks = ticks },
                new Axis("cross entropy") { IsLogarithmic = true, Ticks = [0.05, 0.1, 0.2, 0.5, 1, 2] },
                [.. result.Losses.Select(pair => Lines.Of(pair.Key, pair.Value.Select((sample, epoch) => Lines.Range(epoch + 1, sample))))]).Draw());
    }
}

/// <summary>How a network converged with each normalization, epoch by epoch.</summary>
internal sealed record ConvergenceResult(
    string Network,
    int Epochs,
    IReadOnlyDictionary<Norm, IReadOnlyList<Sample>> Accuracies,
    IReadOnlyDictionary<Norm, IReadOnlyList<Sample>> Losses)
{
    /// <summary>The accuracy on average over the epochs, for each seed.</summary>
    public Sample AreaOf(Norm norm) => Sample.Of(Enumerable.Range(0, Accuracies[norm][0].Values.Count).Select(seed =>
        Sample.Of(Accuracies[norm].Select(epoch => epoch.Values[seed])).Mean));
}
