using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NormGen.Bench.Size;

/// <summary>Runs <c>first-call</c> in a process of its own and reads what it says, and what the JIT says of it.</summary>
internal static partial class FreshProcess
{
    /// <summary>How a layer starts.</summary>
    public static StartUp Start(
        string assembly, string layer, int length, Pass pass, IReadOnlyDictionary<string, string> environment) =>
        JsonSerializer.Deserialize<StartUp>(Run(assembly, layer, length, pass, environment))!;

    /// <summary>The bytes of machine code that the JIT makes of methods whose names begin with one of these.</summary>
    public static int MachineCode(string assembly, string layer, int length, Pass pass, params string[] owners)
    {
        var log = Path.GetTempFileName();
        var environment = new Dictionary<string, string> { ["DOTNET_JitStdOutFile"] = log, ["DOTNET_JitDisasmSummary"] = "1" };
        Run(assembly, layer, length, pass, environment);
        var lines = File.ReadAllLines(log);
        File.Delete(log);
        return lines.Select(line => CompiledMethod().Match(line))
            .Where(match => match.Success && IsOwned(match.Groups["name"].Value))
            .Sum(match => int.Parse(match.Groups["bytes"].Value, CultureInfo.InvariantCulture));

        bool IsOwned(string method) => owners.Any(owner => method.StartsWith(owner, StringComparison.Ordinal));
    }

    private static string Run(
        string assembly, string layer, int length, Pass pass, IReadOnlyDictionary<string, string> environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "NormGen.Bench.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { program, "first-call", assembly, layer, $"{length}", $"{pass}" })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"first-call failed: {text}");
    }

    // "  12: JIT compiled Namespace.Class:Method(...) [Tier0, IL size=1, code size=2]"
    [GeneratedRegex(@"JIT compiled (?<name>.*) \[.*code size=(?<bytes>\d+)")]
    private static partial Regex CompiledMethod();
}
