using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace NormGen.Bench.Size;

/// <summary>The ahead-of-time compiler, where the package that holds it has been restored.</summary>
internal static class ReadyToRun
{
    private const string Package = "microsoft.netcore.app.crossgen2.linux-x64";

    private static readonly string? Compiler = Find();

    public static bool IsInstalled => Compiler is not null;

    /// <summary>Compiles an assembly.</summary>
    public static void Compile(string assembly, string output)
    {
        var start = new ProcessStartInfo(Compiler!) { RedirectStandardOutput = true };
        string[] arguments =
        [
            assembly, "-o", output, "--targetos", "linux", "--targetarch", "x64", "-O",
            "-r", Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll"),
            "-r", Path.Combine(AppContext.BaseDirectory, "NormGen.*.dll"),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(said);
        }
    }

    private static string? Find()
    {
        var home = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var package = Path.Combine(home, Package);
        return Directory.Exists(package)
            ? Directory.EnumerateFiles(package, "crossgen2", SearchOption.AllDirectories).Order().LastOrDefault()
            : null;
    }
}
