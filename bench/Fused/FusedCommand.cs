using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using NormGen.Bench.Memory;
using NormGen.Bench.Report;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;
using Spectre.Console;

namespace NormGen.Bench.Fused;

/// <summary>
/// The <c>fused</c> command: normalization, residual and activation in one pass, against the normalization alone followed by a sum and an
/// activation of System.Numerics.Tensors.
/// </summary>
internal static class FusedCommand
{
    private static readonly Option<int> Milliseconds = new("--milliseconds")
    {
        Description = "The time to spend on the samples of a row.",
        DefaultValueFactory = static _ => 400,
    };

    public static Command Create()
    {
        var command = new Command("fused", "Time one fused pass against three.") { Milliseconds };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        AnsiConsole.WriteLine(SuiteCommand.Machine(new SuiteOptions()));
        var sampler = new Sampler(TimeSpan.FromMilliseconds(parsed.GetValue(Milliseconds)));
        Column[] columns = [new("op", false), new("activation", false), new("one pass ns", true), new("three ns", true), new("three / one", true)];
        IReadOnlyList<string>[] rows = [.. FusedRow.All.Select(row => Cells(row, sampler))];
        TableWriter.ToConsole(new Report.Table("Infer, with a residual and an activation", columns, rows));
        return 0;
    }

    private static string[] Cells(FusedRow row, Sampler sampler)
    {
        var samples = sampler.Run(row.Enter(new TensorAllocator(unaligned: false)));
        var ratio = Statistics.Median(samples[1].Zip(samples[0], (three, one) => three / one));
        return [row.Name, $"{row.Activation}", Number(Statistics.Median(samples[0]), 0), Number(Statistics.Median(samples[1]), 0), Number(ratio, 2)];
    }

    private static string Number(double value, int digits) => Math.Round(value, digits).ToString($"F{digits}", CultureInfo.InvariantCulture);
}
