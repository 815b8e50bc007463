using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NormGen.Study.Tests.Support;

/// <summary>Runs this executable again, with other settings of the runtime.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a child and returns what it printed.</summary>
    /// <param name="argument">What the child is for.</param>
    /// <param name="settings">
    /// Variables of its environment; of those that choose instruction sets and JIT modes it has no others.
    /// </param>
    public static async Task<string> Run(string argument, params (string Name, string Value)[] settings)
    {
        using var process = Process.Start(StartInfo(argument, settings)) ??
            throw new InvalidOperationException("No child process.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{argument} ended with {process.ExitCode}: {await errors}{await output}");
        return await output;
    }

    private static ProcessStartInfo StartInfo(string argument, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true };
        var assembly = Path.Combine(AppContext.BaseDirectory, typeof(ChildProcess).Assembly.GetName().Name + ".dll");
        start.FileName = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(assembly);
        }
        else
        {
            start.FileName = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        }

        start.ArgumentList.Add(argument);
        foreach (var inherited in start.Environment.Keys.Where(ChoosesCode).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool ChoosesCode(string variable) =>
        variable.StartsWith("DOTNET_Enable", StringComparison.OrdinalIgnoreCase) ||
        variable.StartsWith("DOTNET_Tiered", StringComparison.OrdinalIgnoreCase) ||
        variable.StartsWith("DOTNET_TC", StringComparison.OrdinalIgnoreCase);
}
