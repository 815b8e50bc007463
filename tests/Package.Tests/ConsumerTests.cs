using System.Threading.Tasks;
using Xunit;

namespace NormGen.Package.Tests;

/// <summary>What a user does with the package: declare layers, build without a warning, train, freeze, run.</summary>
public sealed class ConsumerTests(PackedPackage package)
{
    private const string Expected =
        """
        NC 32x48: loss falls, gradients sum to 0, frozen bits equal
        NCHW 4x16x5x7: loss falls, gradients sum to 0, frozen bits equal
        NHWC 2x24x6x6: loss falls, gradients sum to 0, frozen bits equal
        NC 32x40, gated: loss falls, gradients sum to 0, frozen bits equal
        gated within 5 bounds
        quantized from 1 to 5

        """;

    // Unsafe blocks stay forbidden, which is what a project has that says nothing.
    [Theory]
    [InlineData("nullable", "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>")]
    [InlineData("checked", "<Nullable>disable</Nullable><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>")]
    public async Task A_fresh_project_declares_layers_trains_them_and_runs_them_frozen(string name, string properties)
    {
        var printed = await new Consumer(package, name, properties).RunAsync();
        Assert.Equal(Expected.ReplaceLineEndings(), printed.ReplaceLineEndings());
    }
}
