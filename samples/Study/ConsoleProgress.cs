using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Experiments;
using NormGen.Samples.Study.Report;
using Spectre.Console;

namespace NormGen.Samples.Study;

/// <summary>Progress bars, and the verdicts at the end.</summary>
internal sealed class ConsoleProgress(IAnsiConsole console) : IProgressListener
{
    /// <summary>A console for the reader, or plain text where the output goes to a file or another program.</summary>
    public static ConsoleProgress Create() => new(Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,

            // The defaults would turn colours on again on some build servers.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        })
        : AnsiConsole.Console);

    public void Training(int runs, Action<Action> work) => Bars(context =>
    {
        var bar = context.AddTask($"Training {runs} networks", maxValue: Math.Max(1, runs));
        work(() => bar.Increment(1));
        bar.Value = bar.MaxValue;
    });

    public void Concluding(IReadOnlyList<IExperiment> experiments, Action<IExperiment> conclude) => Bars(context =>
    {
        var bar = context.AddTask("Conclusions", maxValue: experiments.Count);
        foreach (var experiment in experiments)
        {
            bar.Description = $"Conclusions: {Markup.Escape(experiment.Name)}";
            conclude(experiment);
            bar.Increment(1);
        }
    });

    public void Verdicts(IReadOnlyList<Section> sections)
    {
        foreach (var (section, index) in sections.Select((section, index) => (section, index + 1)))
        {
            var (colour, word) = section.Verdict.Outcome switch
            {
                Outcome.Holds => ("green", "holds"),
                Outcome.HoldsInPart => ("yellow", "holds in part"),
                _ => ("red", "does not hold"),
            };
            console.MarkupLine($"{index}. [bold]{Markup.Escape(section.Title)}[/]: [{colour}]{word}[/]. {Markup.Escape(section.Verdict.Text)}");
        }
    }

    public void End(TimeSpan duration, string report) =>
        console.MarkupLineInterpolated($"Done in {duration.TotalSeconds:F0} seconds. The report is {report}.");

    private void Bars(Action<ProgressContext> work) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .Start(work);
}
