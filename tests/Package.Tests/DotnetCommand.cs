using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NormGen.Package.Tests;

/// <summary>Runs the <c>dotnet</c> that runs the tests, as a user would from a shell of their own.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs to the end and returns what was printed; any exit code but 0 fails the test with it.</summary>
    /// <param name="workingDirectory">Where to run.</param>
    /// <param name="packages">The package folder in use, in place of the user's own.</param>
    /// <param name="arguments">The arguments, in no need of quotes.</param>
    public static async Task<string> RunAsync(string workingDirectory, string packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        SetEnvironment(start.Environment, packages);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var text = await output + await error;
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, string packages)
    {
        // The build that runs these tests hands its own settings down, which another build must not take for its.
        var handedDown = environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase));
        foreach (var name in handedDown.ToArray())
        {
            environment.Remove(name);
        }

        environment["NUGET_PACKAGES"] = packages;
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";

        // No process that outlives the test: neither a build node nor a compiler that keeps an earlier generator loaded.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
    }
}
