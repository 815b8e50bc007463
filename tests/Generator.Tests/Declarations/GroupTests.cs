using System.Linq;
using System.Threading.Tasks;
using NormGen.Generator.Spec;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Group norm and instance norm: channels, groups of them, and the spatial sizes as batch norm has them.</summary>
public sealed class GroupTests
{
    [Theory]
    [InlineData("[|0|], 64", "64 channels in 0 groups")]
    [InlineData("[|-3|], 64", "64 channels in -3 groups")]
    [InlineData("[|int.MinValue|], 64", "64 channels in -2147483648 groups")]
    [InlineData("[|24|], 64", "64 channels in 24 groups")]
    [InlineData("[|128|], 64", "64 channels in 128 groups")]
    [InlineData("channels: 64, [|groups: 5|]", "64 channels in 5 groups")]
    public async Task Groups(string arguments, string text) => await Expect.Error(
        "NORM021",
        $"[GroupNorm({arguments})] public partial class Mid;",
        $"'Mid' declares {text}; expected 1 or more groups of equally many channels");

    [Theory]
    [InlineData("GroupNorm(32, [|0|])", "0")]
    [InlineData("GroupNorm(1, [|-5|])", "-5")]
    [InlineData("GroupNorm([|channels: -5|], groups: 1)", "-5")]
    [InlineData("GroupNorm(32, [|16777248|])", "16777248")]
    [InlineData("InstanceNorm([|0|])", "0")]
    [InlineData("InstanceNorm([|channels: -5|], Affine = false)", "-5")]
    [InlineData("InstanceNorm([|16777217|])", "16777217")]
    public async Task Channels(string attribute, string channels) => await Expect.Error(
        "NORM001",
        $"[{attribute}] public partial class Mid;",
        $"'Mid' declares {channels} channels; expected 1 to 16777216");

    [Fact]
    public async Task Wrong_groups_of_wrong_channels_are_two_errors()
    {
        var run = GeneratorRun.Of("using NormGen; [GroupNorm(0, 0)] public partial class Mid;");

        Assert.Equal(["NORM021", "NORM001"], (await Analysis.Of(run.Output)).Select(diagnostic => diagnostic.Id));
        Assert.Contains("'Mid' declares 0 groups;", run.FileOf("Mid.g.cs"));
    }

    [Theory]
    [InlineData("GroupNorm(1, 1)", 1, 1)]
    [InlineData("GroupNorm(1, 7)", 7, 1)]
    [InlineData("GroupNorm(7, 7)", 7, 7)]
    [InlineData("GroupNorm(channels: 256, groups: 32)", 256, 32)]
    [InlineData("InstanceNorm(7)", 7, 7)]
    public async Task Sound_groups_are_accepted(string attribute, int channels, int groups)
    {
        await Expect.Accepted($"[{attribute}] public partial class Mid;");

        var layer = Layer.Of($"[{attribute}]");
        Assert.Equal((channels, groups), (layer.Channels, layer.Groups));
        Assert.Equal((channels, groups), (layer.Kernel.Channels, layer.Kernel.Groups));
        Assert.Equal(Layout.NCHW, layer.Layout);
    }

    [Theory]
    [InlineData("Layout = Layout.NC", "")]
    [InlineData("Layout = Layout.NCL", "")]
    [InlineData("Layout = Layout.NLC, Length = 5", "5")]
    [InlineData("Width = 3, Height = 5", "5 3")]
    [InlineData("Layout = Layout.NHWC, Width = 3, Height = 5", "5 3")]
    [InlineData("Layout = Layout.NDHWC, Height = 5, Width = 3, Depth = 2", "2 5 3")]
    public void Sizes_are_taken_in_the_layouts_order(string arguments, string sizes)
    {
        foreach (var kind in Kinds.Spatial)
        {
            Assert.Equal(sizes, string.Join(' ', Layer.Of($"[{Kinds.Opening(kind)}, {arguments})]").SpatialSizes));
        }
    }

    [Theory]
    [InlineData("NORM004", "[|Height = 56|]", "sets Height but not Width")]
    [InlineData("NORM005", "[|Length = 5|]", "sets Length, which Layout.NCHW does not have; expected Height, Width")]
    [InlineData("NORM006", "Height = 56, [|Width = 0|]", "has Width = 0; expected 1 or more")]
    [InlineData("NORM007", "Height = 65536, [|Width = 65536|]", "has 8 * 65536 * 65536 = 34359738368 elements in a sample")]
    [InlineData("NORM008", "[|Layout = (Layout)7|]", "has Layout = 7; expected a named value of Layout")]
    public async Task Sizes_and_layout_have_the_errors_of_batch_norm(string id, string arguments, string text)
    {
        foreach (var kind in Kinds.Spatial)
        {
            var markup = Markup.Parse($"using NormGen;\n[{Kinds.Opening(kind)}, {arguments})] public partial class Mid;");
            var run = GeneratorRun.Of(markup.Source);

            var diagnostic = Assert.Single(await Analysis.Of(run.Output));
            Assert.Equal(id, diagnostic.Id);
            Assert.Equal(markup.Span, diagnostic.Location.SourceSpan);
            Assert.Contains($"'Mid' {text}", run.FileOf("Mid.g.cs"));
        }
    }

    /// <summary>Instance norm is as many groups as channels, but a kernel of its own.</summary>
    [Fact]
    public void Kinds_do_not_share_kernels()
    {
        var kernels = new[] { "[BatchNorm(8)]", "[GroupNorm(8, 8)]", "[InstanceNorm(8)]", "[GroupNorm(1, 8)]", "[GroupNorm(2, 8)]" }
            .Select(attribute => Layer.Of(attribute).Kernel)
            .ToList();

        Assert.Equal(kernels.Count, kernels.Distinct().Count());
        Assert.Equal(kernels.Count, kernels.Select(kernel => kernel.HintName).Distinct().Count());
        Assert.Equal(NormalizationKind.Instance, kernels[2].Kind);
    }
}
