using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace NormGen.Tool.Tests;

/// <summary>The program as a shell runs it.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData(1, "", "error: Could not find file", "scaffold", "nowhere.onnx")]
    [InlineData(1, "", "error: 'X' is no normalization", "explain", "X(1)")]
    [InlineData(1, "", "error: There is no file", "verify", "nowhere.dll")]
    [InlineData(1, "Description:", "Required argument missing", "verify")]
    [InlineData(0, "[RmsNorm(8)]", "", "explain", "RmsNorm(8)", "--plan-only")]
    public async Task Errors_are_one_line_and_a_code(int code, string output, string error, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var program = Path.Combine(AppContext.BaseDirectory, "NormGen.Tool.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);

        Assert.Equal(code, process.ExitCode);
        Assert.StartsWith(output, await reading, StringComparison.Ordinal);
        Assert.StartsWith(error, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
