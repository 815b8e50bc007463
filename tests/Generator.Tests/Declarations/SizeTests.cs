using System;
using System.Linq;
using System.Threading.Tasks;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Channels and spatial sizes, in every layout.</summary>
public sealed class SizeTests
{
    public static TheoryData<string> Layouts => new(Enum.GetNames<Layout>());

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("channels: 0")]
    [InlineData("16777217")]
    public async Task Channels(string argument) => await Expect.Error(
        "NORM001",
        $"[BatchNorm([|{argument}|])] public partial class Stem;",
        $"'Stem' declares {argument.Replace("channels: ", "")} channels; expected 1 to 16777216");

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task None_is_accepted(string layout) =>
        await Expect.Accepted($"[BatchNorm(2, Layout = Layout.{layout})] public partial class Stem;");

    [Theory]
    [InlineData("NCL", "Length = 5")]
    [InlineData("NLC", "Length = 5")]
    [InlineData("NCHW", "Height = 5, Width = 3")]
    [InlineData("NHWC", "Width = 3, Height = 5")]
    [InlineData("NCDHW", "Depth = 2, Height = 5, Width = 3")]
    [InlineData("NDHWC", "Width = 3, Height = 5, Depth = 2")]
    public async Task All_are_accepted(string layout, string sizes)
    {
        await Expect.Accepted($"[BatchNorm(2, Layout = Layout.{layout}, {sizes})] public partial class Stem;");

        var shape = layout.Replace("N", "").Replace("C", "").Select(letter => letter switch { 'D' => 2, 'W' => 3, _ => 5 });
        Assert.Equal(shape, Layer.Of($"[BatchNorm(2, Layout = Layout.{layout}, {sizes})]").SpatialSizes);
    }

    [Theory]
    [InlineData("NCHW", "[|Width = 56|]", "Width", "Height")]
    [InlineData("NHWC", "[|Height = 56|]", "Height", "Width")]
    [InlineData("NCDHW", "[|Depth = 8|]", "Depth", "Height, Width")]
    [InlineData("NCDHW", "[|Height = 8|], Width = 8", "Height, Width", "Depth")]
    [InlineData("NDHWC", "Width = 8, [|Depth = 8|]", "Depth, Width", "Height")]
    [InlineData("NDHWC", "[|Width = 8|]", "Width", "Depth, Height")]
    public async Task Part_of_them(string layout, string sizes, string set, string missing) => await Expect.Error(
        "NORM004",
        $"[BatchNorm(64, Layout = Layout.{layout}, {sizes})] public partial class Stem;",
        $"'Stem' sets {set} but not {missing}; set every spatial size of Layout.{layout} to compile them in, or none to give them at the call");

    [Theory]
    [InlineData("NC", "[|Length = 56|]", "Length", "no spatial size")]
    [InlineData("NC", "[|Height = 56|]", "Height", "no spatial size")]
    [InlineData("NCL", "Length = 7, [|Width = 7|]", "Width", "Length")]
    [InlineData("NLC", "[|Height = 7|]", "Height", "Length")]
    [InlineData("NCHW", "[|Length = 7|]", "Length", "Height, Width")]
    [InlineData("NCHW", "[|Depth = 8|], Height = 7, Width = 7", "Depth", "Height, Width")]
    [InlineData("NHWC", "Height = 7, Width = 7, [|Depth = 8|]", "Depth", "Height, Width")]
    [InlineData("NCDHW", "[|Length = 7|]", "Length", "Depth, Height, Width")]
    [InlineData("NDHWC", "Depth = 8, Height = 7, Width = 7, [|Length = 7|]", "Length", "Depth, Height, Width")]
    public async Task One_that_the_layout_lacks(string layout, string sizes, string size, string expected) => await Expect.Error(
        "NORM005",
        $"[BatchNorm(64, Layout = Layout.{layout}, {sizes})] public partial class Stem;",
        $"'Stem' sets {size}, which Layout.{layout} does not have; expected {expected}");

    [Theory]
    [InlineData("NCL", "[|Length = 0|]", "Length = 0")]
    [InlineData("NLC", "[|Length = -2147483648|]", "Length = -2147483648")]
    [InlineData("NCHW", "[|Height = 0|], Width = 56", "Height = 0")]
    [InlineData("NHWC", "Height = 56, [|Width = -1|]", "Width = -1")]
    [InlineData("NCDHW", "[|Depth = 0|], Height = 56, Width = 56", "Depth = 0")]
    [InlineData("NDHWC", "Depth = 8, [|Height = -7|], Width = 56", "Height = -7")]
    public async Task One_below_one(string layout, string sizes, string text) => await Expect.Error(
        "NORM006",
        $"[BatchNorm(64, Layout = Layout.{layout}, {sizes})] public partial class Stem;",
        $"'Stem' has {text}; expected 1 or more");

    /// <summary>Also where the product wraps to a sound one, or past 64 bits.</summary>
    [Theory]
    [InlineData(65536, "NCL", "[|Length = 65536|]", "65536 * 65536 = 4294967296")]
    [InlineData(3, "NLC", "[|Length = 1431655766|]", "3 * 1431655766 = 4294967298")]
    [InlineData(64, "NCHW", "Height = 65536, [|Width = 65536|]", "64 * 65536 * 65536 = 274877906944")]
    [InlineData(1, "NCDHW", "Depth = 2048, Height = 2048, [|Width = 2048|]", "1 * 2048 * 2048 * 2048 = 8589934592")]
    [InlineData(64, "NDHWC", "Depth = 65536, [|Height = 65536|], Width = 65536", "64 * 65536 * 65536 * 65536 = 18014398509481984")]
    [InlineData(
        16777216,
        "NDHWC",
        "[|Depth = 2147483647|], Height = 2147483647, Width = 2147483647",
        "16777216 * 2147483647 * 2147483647 * 2147483647 = 166153499241000726855053472031571968")]
    public async Task Sample_too_large(int channels, string layout, string sizes, string product) => await Expect.Error(
        "NORM007",
        $"[BatchNorm({channels}, Layout = Layout.{layout}, {sizes})] public partial class Stem;",
        $"'Stem' has {product} elements in a sample; expected at most 2147483647");

    [Theory]
    [InlineData("Height = 1, Width = int.MaxValue")]
    [InlineData("Layout = Layout.NLC, Length = int.MaxValue")]
    [InlineData("Layout = Layout.NCDHW, Depth = int.MaxValue, Height = 1, Width = 1")]
    public async Task Largest_sample_is_accepted(string sizes) => await Expect.Accepted($"[BatchNorm(1, {sizes})] public partial class Stem;");

    [Fact]
    public async Task Several_wrong_ones_are_all_reported()
    {
        var run = GeneratorRun.Of(
            "using NormGen; [BatchNorm(64, Layout = Layout.NCDHW, Length = 5, Depth = 0, Width = -1)] public partial class Stem;");

        Assert.Equal(["NORM005", "NORM004", "NORM006", "NORM006"], (await Analysis.Of(run.Output)).Select(diagnostic => diagnostic.Id));
    }
}
