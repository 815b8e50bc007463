using System;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using Spectre.Console;

namespace NormGen.Bench.Tiers;

/// <summary>The option <c>--tier</c>: the same command once more, in a process that has the tier.</summary>
internal static class TierProcess
{
    public static readonly Option<string?> Option = new("--tier")
    {
        Description = "The instructions to use: " + string.Join(", ", Tier.All.Select(tier => tier.Name)) + ".",
    };

    /// <summary>Does the work here if this process has the tier that is asked for, else in one that has.</summary>
    public static int Run(ParseResult parsed, Func<int> work)
    {
        if (parsed.GetValue(Option) is not { } name)
        {
            return work();
        }

        var tier = Tier.Named(name);
        if (!tier.IsChosen())
        {
            return Again(tier);
        }

        AppContext.SetSwitch(Tier.ForcePortableSwitch, tier.ForcePortable);
        if (!tier.IsHere())
        {
            AnsiConsole.MarkupLineInterpolated($"[red]This machine, or this build, has no tier {name}.[/]");
            return 1;
        }

        return work();
    }

    private static int Again(Tier tier)
    {
        var arguments = Environment.GetCommandLineArgs();
        var start = new ProcessStartInfo(Environment.ProcessPath!);

        // Under the `dotnet` host the first argument is the program; under its own executable it is that executable's name.
        var isHosted = !Environment.ProcessPath!.Contains("NormGen.Bench", StringComparison.Ordinal);
        foreach (var argument in isHosted ? arguments : arguments[1..])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in tier.Environment)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
