using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits.Layers;
using Spectre.Console;

namespace NormGen.Samples.Digits;

/// <summary>What the reader of the console sees.</summary>
internal sealed class Report(IAnsiConsole console)
{
    /// <summary>A console for the reader, or plain text where the output goes to a file or another program.</summary>
    public static Report ToConsole() => new(Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,

            // The defaults would turn colours on again on some build servers.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        })
        : AnsiConsole.Console);

    public void Beginning(DigitsData data, IReadOnlyList<Recipe> recipes) => console.MarkupLineInterpolated(
        $"""
        [bold]Handwritten digits[/]: {data.Training.Count:N0} to learn from, {data.HeldBack.Count:N0} held back.
        {recipes.Count} networks, {recipes[0].Epochs} epochs each, seed {recipes[0].Seed}.
        """);

    /// <summary>Shows a bar for each recipe while the work runs, which calls back after every epoch with the accuracy.</summary>
    public void Progress(IReadOnlyList<Recipe> recipes, Action<Action<Recipe, double>> work) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
        .Start(context =>
        {
            var bars = recipes.ToDictionary(recipe => recipe, recipe => context.AddTask(Describe(recipe), maxValue: recipe.Epochs));
            work((recipe, accuracy) =>
            {
                bars[recipe].Description = $"{Describe(recipe)} ({Percent(accuracy)}% right)";
                bars[recipe].Increment(1);
            });
        });

    public void Accuracies(IReadOnlyList<TrainedNetwork> networks)
    {
        var epochs = EpochsToShow(networks[0].Recipe.Epochs).ToArray();
        var table = new Table().Title("Held-back digits recognized, in %").AddColumn("rate").AddColumn("normalization");
        foreach (var epoch in epochs)
        {
            table.AddColumn(new TableColumn($"epoch {epoch}").RightAligned());
        }

        foreach (var network in networks)
        {
            table.AddRow([
                $"{network.Recipe.LearningRate}",
                network.Recipe.Normalization.Name(),
                .. epochs.Select(epoch => Percent(network.Accuracies[epoch - 1])),
            ]);
        }

        console.Write(table);
    }

    /// <summary>The last part, about one of the networks.</summary>
    public void Details(TrainedNetwork network, FrozenFindings findings)
    {
        var (colour, verdict) = findings.Different == 0 ? ("green", "has the bits of Infer") : ("red", "DIFFERS from Infer");
        console.MarkupLine(
            $"""
            The network with {Describe(network.Recipe)}, frozen,
            - [{colour}]{verdict}[/]: {findings.Values - findings.Different:N0} of {findings.Values:N0} values in all layers are equal;
            - takes {findings.TimePerImage.TotalMicroseconds:F1} microseconds an image, {findings.NormalizationTimePerImage.TotalMicroseconds:F1} of them in normalizations;
            - has parameters with the hash {network.Network.Fingerprint()}, the same on every machine.
            """);
    }

    public void TooInaccurate(TrainedNetwork network, double floor) => console.MarkupLine(
        $"[red]With {network.Recipe.Normalization.Name()} only {Percent(network.Accuracy)}% were recognized, not {Percent(floor)}% or more.[/]");

    public void End(TimeSpan duration) => console.MarkupLine($"Done in {duration.TotalSeconds:F0} seconds.");

    private static string Describe(Recipe recipe) => $"{recipe.Normalization.Name()}, rate {recipe.LearningRate}";

    private static string Percent(double part) => $"{100 * part:F1}";

    /// <summary>1, 2, 4, 8, ... and the last.</summary>
    private static IEnumerable<int> EpochsToShow(int epochs)
    {
        for (var epoch = 1; epoch < epochs; epoch *= 2)
        {
            yield return epoch;
        }

        yield return epochs;
    }
}
