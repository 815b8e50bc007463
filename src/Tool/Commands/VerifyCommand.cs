using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using NormGen.Tool.Verifying;
using Spectre.Console;

namespace NormGen.Tool.Commands;

/// <summary>The <c>verify</c> command: every layer of an assembly against the reference.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<FileInfo> File = new("assembly") { Description = "An assembly with layers. Its code is run." };

    private static readonly Option<string> Filter = new("--filter")
    {
        Description = "Only layers whose full name holds this.",
        DefaultValueFactory = static _ => "",
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "The seed of all data; 0 if it is not set." };

    public static Command Create()
    {
        var command = new Command("verify", "Verify every layer in an assembly against the reference in double precision; fails if one is wrong.")
        {
            File, Filter, Seed,
        };
        command.SetAction(static parsed => Run(
            parsed.GetRequiredValue(File), parsed.GetRequiredValue(Filter), new VerificationOptions { Seed = parsed.GetValue(Seed) }, AnsiConsole.Console));
        return command;
    }

    /// <summary>Verifies the layers of an assembly and prints a table.</summary>
    /// <returns>0 where all layers are right, otherwise 1.</returns>
    /// <exception cref="UserErrorException">There is no such assembly, or it has no such layer.</exception>
    public static int Run(FileInfo file, string filter, VerificationOptions options, IAnsiConsole console)
    {
        if (!file.Exists)
        {
            throw new UserErrorException($"There is no file {Escaped.Quoted(file.FullName)}.");
        }

        Type[] layers = [.. VerifiedAssembly.Layers(file.FullName).Where(type => type.FullName!.Contains(filter, StringComparison.Ordinal))];
        if (layers.Length == 0)
        {
            throw new UserErrorException($"{Escaped.Quoted(file.Name)} has no layer{(filter.Length > 0 ? $" whose name holds {Escaped.Quoted(filter)}" : "")}.");
        }

        LayerVerdict[] verdicts = [.. layers.Select(layer => LayerVerdict.Of(layer, options))];
        console.Write(Table(verdicts));
        var failed = verdicts.Count(verdict => verdict.Report is null);
        var count = $"{Numbers.Text(verdicts.Length)} layer{(verdicts.Length == 1 ? "" : "s")}";
        console.WriteLine($"{count}, {Numbers.Text(failed)} failed; instructions: {NormGenRuntime.Tier}.");
        return failed == 0 ? 0 : 1;
    }

    private static Table Table(IReadOnlyList<LayerVerdict> verdicts)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumns("layer", "result", "trials", "worst error / bound", "where");
        foreach (var verdict in verdicts)
        {
            var worst = verdict.Worst;
            table.AddRow(
                new Text(verdict.Layer.FullName!),
                verdict.Report is null ? new Text("failed", Color.Red) : new Text("right", Color.Green),
                new Text(verdict.Report is { } report ? Numbers.Text(report.Passes.Sum(pass => pass.Trials)) : ""),
                new Text(worst?.WorstError.ToString("0.000", CultureInfo.InvariantCulture) ?? ""),
                new Text(worst is null ? Escaped.Line(verdict.Failure) : worst.Worst.Length > 0 ? $"{worst.Pass}: {worst.Worst}" : ""));
        }

        return table;
    }
}
