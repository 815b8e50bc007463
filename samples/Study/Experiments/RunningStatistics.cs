using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>Running averages against the statistics of the whole training set, at evaluation.</summary>
internal sealed class RunningStatistics : IExperiment
{
    private const int Seeds = 5;
    private const int Epochs = 8;
    private const int Batch = 128;
    private const double Rate = 0.1;

    public string Name => "Running statistics";

    public IEnumerable<Recipe> Recipes(Scale scale) => Enum.GetValues<Following>().SelectMany(following => Recipes(scale, following));

    public Section Conclude(Findings findings)
    {
        var followings = Enum.GetValues<Following>();
        var result = new RunningResult(
            Curve(findings, Following.Tenth, history => history.PopulationAccuracies),
            followings.ToDictionary(following => following, following => Curve(findings, following, history => history.Accuracies)));
        return new Section(
            "running-statistics",
            "Running averages against population statistics",
            "At evaluation the running averages of training stand in for the statistics of the whole training set, and do as well.",
            $"The same training run, batches of {Batch}, is evaluated after each epoch with running statistics of momentum 0.01, 0.1 and 0.5, with the average of all batches so far, and with the statistics of the whole " +
            "training set, taken layer by layer through AccumulateMoments. Training itself is the same to the last bit: it never looks at running statistics.",
            Judge(result))
        {
            Figures =
            [
                new Figure(
                    "Mean over the seeds; the band is a standard deviation to either side.",
                    new LineChart(
                        "Held-back digits recognized, by the statistics used",
                        new Axis("epochs") { Ticks = [.. Enumerable.Range(1, result.Population.Count).Select(epoch => (double)epoch)] },
                        new Axis("recognized, %"),
                        [
                            Line("whole training set", 0, result.Population),
                            .. result.Running.Select(pair => Line(pair.Key.Text(), 1 + (int)pair.Key, pair.Value)),
                        ]).Draw()),
            ],
            Caveats =
            [
                "An epoch has only a dozen steps here, so a momentum of 0.01 is still mostly its beginning, mean 0 and variance 1; over thousands of steps it is the steadier choice.",
                "The cumulative average remembers the batches of the very beginning, when the weights were others.",
            ],
            Results = result,
        };
    }

    /// <summary>The claim is about the end of training and the default momentum; that others lag is said beside it.</summary>
    public static Verdict Judge(RunningResult result)
    {
        var population = result.Population[^1];
        var worse = result.Running.Where(pair => population.IsClearlyAbove(pair.Value[^1])).Select(pair => pair.Key).ToList();
        var atFirst = result.Running.Where(pair => result.Population[0].IsClearlyAbove(pair.Value[0])).Select(pair => pair.Key).ToList();
        var outcome = worse.Contains(Following.Tenth) ? Outcome.DoesNotHold : worse.Count > 0 || atFirst.Count > 0 ? Outcome.HoldsInPart : Outcome.Holds;
        return new Verdict(
            outcome,
            $"At the end the statistics of the whole training set gave {population.Percent}, " +
            $"{Wording.List(result.Running.Select(pair => $"{pair.Key.Text()} {pair.Value[^1].Percent}"))}. " +
            $"Clearly below the whole training set at the end: {Wording.List(worse.Select(following => following.Text()))}; " +
            $"after the first epoch: {Wording.List(atFirst.Select(following => following.Text()))}.");
    }

    private static ChartLine Line(string name, int colour, IReadOnlyList<Sample> samples) =>
        new(name, colour, [.. samples.Select((sample, epoch) => Lines.Percent(epoch + 1, sample))]);

    private static IEnumerable<Recipe> Recipes(Scale scale, Following following) =>
        scale.Seeds(Seeds).Select(seed => new Recipe(Architecture.Convolutional, Norm.Batch)
        {
            Seed = seed,
            Epochs = scale.Epochs(Epochs),
            Images = scale.Images,
            Batch = Batch,
            Rate = Rate,
            Following = following,
            Population = following == Following.Tenth,
        });

    private static IReadOnlyList<Sample> Curve(Findings findings, Following following, Func<History, IReadOnlyList<double>> curve)
    {
        var curves = Recipes(findings.Scale, following).Select(recipe => curve(findings.Trainings[recipe])).ToList();
        return [.. Enumerable.Range(0, curves[0].Count).Select(epoch => Sample.Of(curves.Select(values => values[epoch])))];
    }
}

/// <summary>Accuracies epoch by epoch, with the training set's statistics and with running ones.</summary>
internal sealed record RunningResult(IReadOnlyList<Sample> Population, IReadOnlyDictionary<Following, IReadOnlyList<Sample>> Running);
