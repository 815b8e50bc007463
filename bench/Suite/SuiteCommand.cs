using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NormGen.Bench.Peers;
using NormGen.Bench.Report;
using NormGen.Bench.Tiers;
using Spectre.Console;

namespace NormGen.Bench.Suite;

/// <summary>The <c>suite</c> command: every row beside a copy of the same bytes, in minutes.</summary>
internal static class SuiteCommand
{
    private static readonly Option<string[]> Filter = new("--filter")
    {
        Description = "Only rows that hold all these words, such as: --filter train nhwc 56x56",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [],
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "How many threads layers and peers may use; copies use one.",
        DefaultValueFactory = static _ => 1,
    };

    private static readonly Option<bool> Peers = new("--peers")
    {
        Description = "Time the libraries, too: TensorPrimitives, the reference, and what bench/setup-peers.sh installs.",
    };

    private static readonly Option<bool> InPlace = new("--in-place")
    {
        Description = "Time the kernels with outputs in the place of inputs, too.",
    };

    private static readonly Option<bool> Unaligned = new("--unaligned")
    {
        Description = "Ordinary float[] at odd offsets in place of tensors on page boundaries.",
    };

    private static readonly Option<int> Milliseconds = new("--milliseconds")
    {
        Description = "The time to spend on the samples of a row.",
        DefaultValueFactory = static _ => 400,
    };

    private static readonly Option<FileInfo?> Csv = new("--csv")
    {
        Description = "Write the rows to this file as comma-separated values.",
    };

    private static readonly Option<FileInfo?> Markdown = new("--markdown")
    {
        Description = "Write the tables to this file as Markdown.",
    };

    private static readonly Option<DirectoryInfo?> Svg = new("--svg")
    {
        Description = "Draw charts for light and for dark pages into this folder.",
    };

    public static Command Create()
    {
        var command = new Command("suite", "Time every row of the suite beside a copy of the same bytes.")
        {
            Filter, Threads, TierProcess.Option, Peers, InPlace, Unaligned, Milliseconds, Csv, Markdown, Svg,
        };
        command.SetAction(parsed => TierProcess.Run(parsed, () => Run(Options(parsed))));
        return command;
    }

    private static SuiteOptions Options(ParseResult parsed) => new()
    {
        Filter = parsed.GetRequiredValue(Filter),
        Threads = parsed.GetValue(Threads),
        Tier = parsed.GetValue(TierProcess.Option) ?? "",
        Peers = parsed.GetValue(Peers),
        InPlace = parsed.GetValue(InPlace),
        Unaligned = parsed.GetValue(Unaligned),
        Budget = TimeSpan.FromMilliseconds(parsed.GetValue(Milliseconds)),
        Csv = parsed.GetValue(Csv),
        Markdown = parsed.GetValue(Markdown),
        Svg = parsed.GetValue(Svg),
    };

    private static int Run(SuiteOptions options)
    {
        Row[] rows = [.. Row.All.Where(row => row.Matches(options.Filter))];
        if (rows.Length == 0)
        {
            AnsiConsole.MarkupLine("[red]No row matches.[/]");
            return 1;
        }

        var machine = Machine(options);
        AnsiConsole.WriteLine(machine);
        using var libraries = options.Peers ? new PeerList(options.Threads) : null;
        var measurements = new SuiteRunner(options, libraries?.Peers ?? []).Run(rows);
        Report.Table[] tables =
            [SuiteReport.Rows(measurements), SuiteReport.Means(measurements), SuiteReport.Misses(measurements)];
        Array.ForEach(tables, TableWriter.ToConsole);
        Save(options.Csv, TableWriter.ToCsv(tables[0]));
        Save(options.Markdown, string.Join('\n', tables.Select(TableWriter.ToMarkdown).Prepend(machine + "\n")));
        if (options.Svg is not null)
        {
            SuiteCharts.Write(measurements, options.Svg);
        }

        return 0;
    }

    /// <summary>What the figures were taken on.</summary>
    public static string Machine(SuiteOptions options)
    {
        var runtime = $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.ProcessArchitecture}";
        var threads = options.Threads == 1 ? "one thread" : $"up to {options.Threads} threads";
        var memory = options.Unaligned ? "ordinary arrays at odd offsets" : "tensors on page boundaries";
        return $"{runtime}, {Registers.Description}, {threads}, {memory}";
    }

    private static void Save(FileInfo? file, string text)
    {
        if (file is not null)
        {
            File.WriteAllText(file.FullName, text);
        }
    }
}
