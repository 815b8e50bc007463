using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using NormGen.CodeFixes;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.CodeFixes;

/// <summary>Fixes of an attribute's arguments: what they offer, and that it is no error any more.</summary>
public sealed class ArgumentFixTests
{
    public static TheoryData<CodeFixProvider, string, string[]> Cases => new()
    {
        {
            new CompleteSizes(),
            "BatchNorm(64, Layout = Layout.NHWC, Height = 56)",
            ["Add Width = 56", "BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56)", "Leave the sizes to the call", "BatchNorm(64, Layout = Layout.NHWC)"]
        },
        {
            new CompleteSizes(),
            "GroupNorm(8, 64,\n    Layout = Layout.NCDHW,\n    Depth = 2 * 4)",
            ["Add Height = 2 * 4, Width = 2 * 4", "GroupNorm(8, 64, Layout = Layout.NCDHW, Depth = 2 * 4, Height = 2 * 4, Width = 2 * 4)", "Leave the sizes to the call", "GroupNorm(8, 64, Layout = Layout.NCDHW)"]
        },
        { new DividingGroups(), "GroupNorm(24, 64)", ["Make 16 groups of 4", "GroupNorm(16, 64)", "Make 32 groups of 2", "GroupNorm(32, 64)"] },
        { new DividingGroups(), "GroupNorm(channels: 12, groups: 5)", ["Make 4 groups of 3", "GroupNorm(channels: 12, groups: 4)", "Make 6 groups of 2", "GroupNorm(channels: 12, groups: 6)"] },
        { new DividingGroups(), "GroupNorm(0, 64)", ["Make 1 group of 64", "GroupNorm(1, 64)"] },
        { new DividingGroups(), "GroupNorm(128, 64)", ["Make 64 groups of 1", "GroupNorm(64, 64)"] },
        {
            new MomentumToDialect(),
            "BatchNorm(64, Momentum = 0.99)",
            [
                "Write Momentum = 0.01", "BatchNorm(64, Momentum = 0.01)",
                "Declare Dialect.Onnx", "BatchNorm(64, Momentum = 0.99, Dialect = Dialect.Onnx)",
                "Declare Dialect.Keras, whose epsilon is 1e-3 unless set", "BatchNorm(64, Momentum = 0.99, Dialect = Dialect.Keras)",
            ]
        },
        {
            new MomentumToDialect(),
            "BatchNorm(64, Dialect = Dialect.Keras, Momentum = 0.1)",
            [
                "Write Momentum = 0.9", "BatchNorm(64, Dialect = Dialect.Keras, Momentum = 0.9)",
                "Declare Dialect.PyTorch, whose epsilon is 1e-5 unless set", "BatchNorm(64, Momentum = 0.1, Dialect = Dialect.PyTorch)",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Arguments_are_changed_and_then_right(CodeFixProvider provider, string before, string[] titlesAndAttributes)
    {
        var fixes = await Fixes.Of(provider, $"[{before}]\npublic partial class Stem;\n");

        Assert.Equal(
            titlesAndAttributes.Chunk(2).Select(pair => (pair[0], $"[{pair[1]}]\npublic partial class Stem;\n")),
            fixes);
        foreach (var (_, source) in fixes)
        {
            Assert.Empty(await Analysis.Of(TestProject.Default.Compile("using NormGen;\n" + source)));
        }
    }

    [Fact]
    public async Task A_dialect_is_written_as_the_source_can_name_it()
    {
        var fixes = await Fixes.Of(new MomentumToDialect(), "[NormGen.BatchNorm(64, Momentum = 0.99)]\npublic partial class Stem;\n", header: "");

        Assert.Equal("[NormGen.BatchNorm(64, Momentum = 0.99, Dialect = NormGen.Dialect.Onnx)]\npublic partial class Stem;\n", fixes[1].Source);
    }

    [Fact]
    public async Task Channels_that_nothing_divides_have_no_fix() =>
        Assert.Empty(await Fixes.Of(new DividingGroups(), "[GroupNorm(0, 0)]\npublic partial class Stem;\n"));
}
