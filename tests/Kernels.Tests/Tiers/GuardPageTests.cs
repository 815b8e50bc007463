using System;
using System.Threading.Tasks;
using Xunit;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>Nothing outside a tensor is read or written, in any tier.</summary>
public class GuardPageTests
{
    // The mapping calls and their flags are Linux's; elsewhere the canaries of the memory tests still watch what is written.
    public static bool IsLinux => OperatingSystem.IsLinux();

    [Theory(Skip = "Guard pages are set up with Linux's calls.", SkipUnless = nameof(IsLinux))]
    [InlineData("DOTNET_EnableAVX512", "1")]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    public async Task Every_access_is_inside_its_tensor(string setting, string value)
    {
        var output = await ChildProcess.Run(GuardPageProbe.Argument, (setting, value));
        Assert.EndsWith(GuardPageProbe.Passed, output.TrimEnd(), StringComparison.Ordinal);
    }
}
