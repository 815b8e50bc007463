using System.Threading.Tasks;
using NormGen.CodeFixes;
using Xunit;

namespace NormGen.Generator.Tests.CodeFixes;

public sealed class MakePartialTests
{
    [Theory]
    [InlineData(
        "[BatchNorm(8)]\npublic sealed class Stem;\n",
        "[BatchNorm(8)]\npublic sealed partial class Stem;\n")]
    [InlineData(
        "internal struct Net\n{\n    // The first.\n    [BatchNorm(8)]\n    public partial class Stem;\n}\n",
        "internal partial struct Net\n{\n    // The first.\n    [BatchNorm(8)]\n    public partial class Stem;\n}\n")]
    [InlineData(
        "class Net\n{\n    class Inner\n    {\n        [BatchNorm(8)]\n        partial class Stem;\n    }\n}\n",
        "partial class Net\n{\n    partial class Inner\n    {\n        [BatchNorm(8)]\n        partial class Stem;\n    }\n}\n")]
    [InlineData(
        "[BatchNorm(8)]\nclass Stem\n{\n}\n",
        "[BatchNorm(8)]\npartial class Stem\n{\n}\n")]
    public async Task Adds_partial(string before, string after)
    {
        var (title, text) = Assert.Single(await Fixes.Of(new MakePartial(), before));

        Assert.StartsWith("Make '", title, System.StringComparison.Ordinal);
        Assert.Equal(after, text);
    }

    [Fact]
    public void Is_offered_for_both_ids() =>
        Assert.Equal(["NORM010", "NORM011"], new MakePartial().FixableDiagnosticIds);
}
