using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>A recurrent network that reads images row by row.</summary>
internal sealed class RowByRow : IExperiment
{
    private const int Epochs = 12;
    private const int Seeds = 8;

    private static readonly (Norm Norm, double FirstGamma)[] Variants = [(Norm.None, 1), (Norm.Layer, 1), (Norm.Batch, 1), (Norm.Batch, 0.1)];

    public string Name => "Recurrent network";

    public IEnumerable<Recipe> Recipes(Scale scale) => Variants.SelectMany(variant => Recipes(scale, variant.Norm, variant.FirstGamma));

    public Section Conclude(Findings findings)
    {
        var epochs = findings.Scale.Epochs(Epochs);
        var results = Variants.Select(variant => new RecurrentResult(variant.Norm, variant.FirstGamma, [.. Enumerable.Range(0, epochs).Select(epoch =>
            Sample.Of(Recipes(findings.Scale, variant.Norm, variant.FirstGamma).Select(recipe => findings.Trainings[recipe].Accuracies[epoch])))])).ToList();
        return new Section(
            "recurrent",
            "A recurrent network: layer norm and per-step batch norm",
            "In recurrent networks layer norm helps, and more than batch norm, even with statistics of its own for every step of time.",
            "A network of 64 states reads each digit as eight rows of eight pixels: h = tanh(norm(x U + h' W)). Layer norm has one gamma and beta for all steps; batch norm too, but statistics and running averages " +
            "of its own in each step. Its gamma starts at 1, or at 0.1, as Cooijmans et al. (2017) propose.",
            Judge(results))
        {
            Figures =
            [
                new Figure(
                    "Mean over the seeds; the band is a standard deviation to either side.",
                    new LineChart(
                        "Held-back digits recognized, row by row",
                        new Axis("epochs") { Ticks = [.. Enumerable.Range(1, epochs).Select(epoch => (double)epoch)] },
                        new Axis("recognized, %"),
                        [.. results.Select(result => new ChartLine(Text(result), Colour(result), [.. result.Accuracies.Select((sample, epoch) => Lines.Percent(epoch + 1, sample))]))]).Draw()),
            ],
            Caveats =
            [
                "Eight steps are few: what layer norm was made for, long sequences of different lengths, is not tried here.",
                "A small first gamma keeps tanh where it is steep, which long sequences need; in eight steps it mostly makes the beginning slow.",
            ],
            Results = results,
        };
    }

    public static Verdict Judge(IReadOnlyList<RecurrentResult> results)
    {
        var none = results.Single(result => result.Norm == Norm.None).Accuracies[^1];
        var layer = results.Single(result => result.Norm == Norm.Layer).Accuracies[^1];
        var batches = results.Where(result => result.Norm == Norm.Batch).ToList();
        var batch = batches.Select(result => result.Accuracies[^1]).MaxBy(sample => sample.Mean)!;
        var layerHelps = layer.IsClearlyAbove(none);
        var outcome = layerHelps && !batch.IsClearlyAbove(layer) ? Outcome.Holds : layerHelps || batch.IsClearlyAbove(none) ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"After {results[0].Accuracies.Count} epochs {none.Percent} were recognized without normalization, {layer.Percent} with layer norm ({Against(layer, none)}) " +
            $"and {Wording.List(batches.Select(result => $"{result.Accuracies[^1].Percent} with {Text(result)} ({Against(result.Accuracies[^1], none)})"))}.");
    }

    private static string Against(Sample sample, Sample none) =>
        sample.IsClearlyAbove(none) ? "clearly more" : none.IsClearlyAbove(sample) ? "clearly less" : "no clear difference";

    private static string Text(RecurrentResult result) => result.Norm == Norm.Batch
        ? $"per-step batch norm, gamma from {Wording.Number(result.FirstGamma)}"
        : result.Norm.Text();

    private static int Colour(RecurrentResult result) => result.FirstGamma == 1 ? (int)result.Norm : (int)Norm.Layer + 1;

    private static IEnumerable<Recipe> Recipes(Scale scale, Norm norm, double firstGamma) =>
        scale.Seeds(Seeds).Select(seed => new Recipe(Architecture.Recurrent, norm)
        {
            Seed = seed,
            Epochs = scale.Epochs(Epochs),
            Images = scale.Images,
            FirstGamma = firstGamma,
        });
}

/// <summary>Accuracies epoch by epoch.</summary>
internal sealed record RecurrentResult(Norm Norm, double FirstGamma, IReadOnlyList<Sample> Accuracies);
