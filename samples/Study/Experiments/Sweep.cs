using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>The convolutional network with each normalization over a range of one setting.</summary>
/// <param name="norms">The normalizations.</param>
/// <param name="values">The settings, from the least.</param>
/// <param name="recipe">The recipe of a normalization at a setting; seed, epochs and images are filled in.</param>
/// <param name="seeds">The number of seeds.</param>
/// <param name="epochs">The epochs of each run, in the full study.</param>
internal sealed class Sweep(IReadOnlyList<Norm> norms, IReadOnlyList<double> values, Func<Norm, double, Recipe> recipe, int seeds, int epochs)
{
    /// <summary>Less than this on any seed does not count as trained.</summary>
    public const double Trained = 0.8;

    public IReadOnlyList<double> Values => values;

    public IEnumerable<Recipe> Recipes(Scale scale) =>
        from norm in norms
        from value in values
        from recipe in Recipes(scale, norm, value)
        select recipe;

    public IReadOnlyList<SweepResult> Results(Findings findings) =>
        [.. norms.Select(norm => new SweepResult(norm, values,
            [.. values.Select(value => Sample.Of(Recipes(findings.Scale, norm, value).Select(recipe => findings.Trainings[recipe].Accuracy)))]))];

    /// <summary>Accuracy over the setting.</summary>
    public static Figure Figure(string title, Axis axis, IReadOnlyList<SweepResult> results) => new(
        "Held-back digits recognized after training: the mean, and in the band the range from the worst to the best seed. 10 % is chance; 0 % is a network whose numbers are no longer finite.",
        new LineChart(
            title,
            axis with { IsLogarithmic = true, Ticks = results[0].Values },
            new Axis("recognized, %"),
            [.. results.Select(result => Lines.Of(result.Norm, result.Values.Select((value, i) =>
                new ChartPoint(value, 100 * result.Accuracies[i].Mean, 100 * result.Accuracies[i].Least, 100 * result.Accuracies[i].Most))))]).Draw());

    private IEnumerable<Recipe> Recipes(Scale scale, Norm norm, double value) => scale.Seeds(seeds).Select(seed =>
        recipe(norm, value) with { Seed = seed, Epochs = scale.Epochs(epochs), Images = scale.Images });
}

/// <summary>What a normalization reached at each setting.</summary>
internal sealed record SweepResult(Norm Norm, IReadOnlyList<double> Values, IReadOnlyList<Sample> Accuracies)
{
    /// <summary>The settings at which every seed learnt.</summary>
    public IReadOnlyList<double> Trained => [.. Values.Where((_, i) => Accuracies[i].Least >= Sweep.Trained)];
}
