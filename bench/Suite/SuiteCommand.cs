using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NormGen.Bench.Report;
using NormGen.Bench.Timing;
using Spectre.Console;

namespace NormGen.Bench.Suite;

/// <summary>The <c>suite</c> command: every row beside a copy of the same bytes, in a minute or two.</summary>
internal static class SuiteCommand
{
    private static readonly Option<string[]> Filter = new("--filter")
    {
        Description = "Only rows that hold all these words, such as: --filter train nhwc 56x56",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [],
    };

    private static readonly Option<FileInfo?> Csv = new("--csv")
    {
        Description = "Write the rows to this file as comma-separated values.",
    };

    private static readonly Option<FileInfo?> Markdown = new("--markdown")
    {
        Description = "Write the tables to this file as Markdown.",
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

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "How many threads the layers may use, MaxDegreeOfParallelism; copies use one.",
        DefaultValueFactory = static _ => 1,
    };

    public static Command Create()
    {
        var command = new Command("suite", "Time every row of the suite beside a copy of the same bytes.")
        {
            Filter, Csv, Markdown, Unaligned, Milliseconds, Threads,
        };
        command.SetAction(Run);
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

        var machine = Machine(parsed.GetValue(Unaligned), parsed.GetValue(Threads));
        AnsiConsole.WriteLine(machine);
        var sampler = new Sampler(TimeSpan.FromMilliseconds(parsed.GetValue(Milliseconds)));
        var measurements = new SuiteRunner(sampler, parsed.GetValue(Unaligned), parsed.GetValue(Threads)).Run(rows);
        Report.Table[] tables = [SuiteReport.Rows(measurements), SuiteReport.Means(measurements)];
        Array.ForEach(tables, TableWriter.ToConsole);
        Save(parsed.GetValue(Csv), TableWriter.ToCsv(tables[0]));
        Save(parsed.GetValue(Markdown), string.Join('\n', tables.Select(TableWriter.ToMarkdown).Prepend(machine + "\n")));
        return 0;
    }

    /// <summary>What the figures were taken on.</summary>
    public static string Machine(bool unaligned, int threads)
    {
        var registers = Vector512.IsHardwareAccelerated ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "portable code";
        var memory = unaligned ? "ordinary arrays at odd offsets" : "tensors on page boundaries";
        var runtime = $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.ProcessArchitecture}";
        return $"{runtime}, {registers}, {(threads == 1 ? "one thread" : $"up to {threads} threads")}, {memory}";
    }

    private static void Save(FileInfo? file, string text)
    {
        if (file is not null)
        {
            File.WriteAllText(file.FullName, text);
        }
    }
}
