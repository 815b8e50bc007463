using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NormGen.Bench.Report;
using NormGen.Bench.Suite;
using NormGen.Bench.Tiers;
using NormGen.Bench.Timing;
using Spectre.Console;

namespace NormGen.Bench.Tune;

/// <summary>The <c>tune</c> command: by how much the scheduler's choices trail the best of those that are tried.</summary>
internal static class TuneCommand
{
    private static readonly Option<string[]> Filter = new("--filter")
    {
        Description = "Only rows that hold all these words.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [],
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "How many threads layers may use.",
        DefaultValueFactory = static _ => 1,
    };

    private static readonly Option<int> Milliseconds = new("--milliseconds")
    {
        Description = "The time to spend on the samples of a row, once for all schedules and once more for the best.",
        DefaultValueFactory = static _ => 400,
    };

    private static readonly Option<FileInfo?> Markdown = new("--markdown")
    {
        Description = "Write the table to this file as Markdown.",
    };

    public static Command Create()
    {
        var command = new Command("tune", "Time other schedules of the suite's kernels beside the scheduler's own.")
        {
            Filter, Threads, TierProcess.Option, Milliseconds, Markdown,
        };
        command.SetAction(parsed => TierProcess.Run(parsed, () => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        Row[] rows = [.. Row.All.Where(row => row.Matches(parsed.GetRequiredValue(Filter)))];
        if (rows.Length == 0)
        {
            AnsiConsole.MarkupLine("[red]No row matches.[/]");
            return 1;
        }

        var sampler = new Sampler(TimeSpan.FromMilliseconds(parsed.GetValue(Milliseconds)));
        var regrets = Measure(rows, new Tuner(sampler, parsed.GetValue(Threads)));
        var table = Table(regrets);
        TableWriter.ToConsole(table);
        AnsiConsole.WriteLine(table.Title);
        if (parsed.GetValue(Markdown) is { } file)
        {
            File.WriteAllText(file.FullName, TableWriter.ToMarkdown(table));
        }

        return 0;
    }

    private static List<Regret> Measure(Row[] rows, Tuner tuner)
    {
        var regrets = new List<Regret>();
        var bar = AnsiConsole.Progress().AutoClear(true);
        bar.Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var progress = context.AddTask("tune", maxValue: rows.Length);
            foreach (var layer in rows.GroupBy(row => row.Layer))
            {
                foreach (var regret in tuner.Try([.. layer]))
                {
                    progress.Description = Markup.Escape(regret.Row.ToString());
                    regrets.Add(regret);
                    progress.Increment(1);
                }
            }
        });
        return regrets;
    }

    private static Report.Table Table(List<Regret> regrets)
    {
        var mean = Statistics.GeometricMean(regrets.Select(regret => regret.Ratio));
        var worst = regrets.MaxBy(regret => regret.Ratio)!;
        var title = $"Regret on {Registers.Description}: geometric mean {Percent(mean)} %, "
            + $"worst {Percent(worst.Ratio)} % ({worst.Row})";
        Column[] columns = [new("row", false), new("others tried", true), new("best", false), new("regret %", true)];
        return new Report.Table(title, columns, [.. regrets.Select(Cells)]);

        static IReadOnlyList<string> Cells(Regret regret) =>
            [regret.Row.ToString(), $"{regret.Tried}", regret.Best, Percent(regret.Ratio)];
    }

    private static string Percent(double ratio) => FormattableString.Invariant($"{100 * (ratio - 1):F1}");
}
