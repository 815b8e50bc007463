using System.Linq;
using System.Threading.Tasks;
using NormGen.Generator.Spec;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Layer norm and RMS norm: the normalized shape, the sum that is normalized, the offset of gamma.</summary>
public sealed class RowTests
{
    [Theory]
    [InlineData("[|LayerNorm|]", "")]
    [InlineData("[|LayerNorm()|]", "")]
    [InlineData("[|RmsNorm(PreAdd = true)|]", "")]
    [InlineData("RmsNorm([|new int[0]|])", "")]
    [InlineData("LayerNorm([|[]|])", "")]
    [InlineData("LayerNorm([|null|])", "")]
    [InlineData("LayerNorm([|normalizedShape: []|], Affine = false)", "")]
    [InlineData("LayerNorm([|0|])", "0")]
    [InlineData("RmsNorm([|-768|], UnitOffset = true)", "-768")]
    [InlineData("LayerNorm(64, [|0|], 28)", "64, 0, 28")]
    [InlineData("RmsNorm(64, 28, [|int.MinValue|])", "64, 28, -2147483648")]
    [InlineData("RmsNorm([|new[] { 64, 0 }|])", "64, 0")]
    [InlineData("LayerNorm([|[64, 28, -1]|], Epsilon = 1e-6)", "64, 28, -1")]
    [InlineData("LayerNorm([|normalizedShape: [64, 28, -1]|])", "64, 28, -1")]
    public async Task Normalized_shape(string attribute, string shape) => await Expect.Error(
        "NORM022",
        $"[{attribute}] public partial class Norm;",
        $"'Norm' has the normalized shape ({shape}); expected one or more sizes, each 1 or more");

    [Fact]
    public async Task Each_size_below_one_is_reported()
    {
        var run = GeneratorRun.Of("using NormGen; [LayerNorm(0, 4, -1)] public partial class Norm;");

        Assert.Equal(["NORM022", "NORM022"], (await Analysis.Of(run.Output)).Select(diagnostic => diagnostic.Id));
    }

    /// <summary>Also where the product wraps to a sound one.</summary>
    [Theory]
    [InlineData("[|16777217|]", "16777217")]
    [InlineData("[|int.MaxValue|]", "2147483647")]
    [InlineData("65536, [|65536|]", "65536 * 65536 = 4294967296")]
    [InlineData("512, 512, [|512|]", "512 * 512 * 512 = 134217728")]
    [InlineData("1, [|int.MaxValue|], 1, 3", "1 * 2147483647 * 1 * 3 = 6442450941")]
    [InlineData("[|new[] { 4096, 4097 }|]", "4096 * 4097 = 16781312")]
    public async Task Row_too_large(string shape, string elements)
    {
        foreach (var attribute in new[] { "LayerNorm", "RmsNorm" })
        {
            await Expect.Error(
                "NORM023",
                $"[{attribute}({shape})] public partial class Norm;",
                $"'Norm' has {elements} elements in a row; expected at most 16777216");
        }
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("768", 768)]
    [InlineData("64, 28, 28", 50176)]
    [InlineData("[64, 28, 28]", 50176)]
    [InlineData("new int[] { 2, 3 }", 6)]
    [InlineData("normalizedShape: [2, 3]", 6)]
    [InlineData("1, 1, 1, 1, 1, 1, 1, 1, 2", 2)]
    [InlineData("16777216", 16777216)]
    [InlineData("4096, 4096", 16777216)]
    public async Task Sound_shape_is_accepted(string shape, int elements)
    {
        foreach (var attribute in new[] { "LayerNorm", "RmsNorm" })
        {
            await Expect.Accepted($"[{attribute}({shape})] public partial class Norm;");

            var layer = Layer.Of($"[{attribute}({shape})]");
            Assert.Equal(elements, layer.NormalizedShape.Aggregate(1, (product, size) => product * size));
            Assert.Equal(elements, layer.Channels);
            Assert.Equal((Layout.NC, 1, 1, false), (layer.Layout, layer.Groups, layer.SpatialSize, layer.SpatialSizeAtCall));
            Assert.Equal((elements, 1, 1), (layer.Kernel.Channels, layer.Kernel.Inner, layer.Kernel.Groups));
        }
    }

    /// <summary>Which sizes a row is made of is the layer's matter; the kernel knows their number alone.</summary>
    [Fact]
    public void Rows_of_equally_many_elements_share_a_kernel()
    {
        Assert.Equal(Layer.Of("[LayerNorm(768)]").Kernel, Layer.Of("[LayerNorm(2, 384)]").Kernel);
        Assert.NotEqual(Layer.Of("[LayerNorm(768)]"), Layer.Of("[LayerNorm(2, 384)]"));
        Assert.NotEqual(Layer.Of("[LayerNorm(768)]").Kernel, Layer.Of("[RmsNorm(768)]").Kernel);
    }

    [Theory]
    [InlineData("LayerNorm(8, Residual = true, [|PreAdd = true|])")]
    [InlineData("RmsNorm(8, [|PreAdd = true|], Residual = true)")]
    public async Task Residual_and_sum(string attribute) => await Expect.Error(
        "NORM024",
        $"[{attribute}] public partial class Norm;",
        "'Norm' sets both Residual and PreAdd; expected one of them, as a residual is added after the normalization or before it");

    [Theory]
    [InlineData("", false, false)]
    [InlineData(", PreAdd = true", true, false)]
    [InlineData(", PreAdd = false, Residual = true", false, true)]
    [InlineData(", PreAdd = true, Residual = false, Passes = Passes.Inference, Activation = Activation.Relu", true, false)]
    public async Task One_of_them_is_accepted(string arguments, bool preAdd, bool residual)
    {
        foreach (var kind in Kinds.OfRows)
        {
            await Expect.Accepted($"[{Kinds.Opening(kind)}{arguments})] public partial class Norm;");

            var layer = Layer.Of($"[{Kinds.Opening(kind)}{arguments})]");
            Assert.Equal((preAdd, residual), (layer.PreAdd, layer.Residual));
            Assert.Equal((preAdd, residual), (layer.Kernel.PreAdd, layer.Kernel.Residual));
        }
    }

    /// <summary>Without a gamma there is nothing to add 1 to, and the kernel is that of the bare normalization.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData(", UnitOffset = false", false)]
    [InlineData(", UnitOffset = true", true)]
    [InlineData(", UnitOffset = true, Affine = true", true)]
    [InlineData(", UnitOffset = true, Affine = false", false)]
    public async Task Unit_offset(string arguments, bool expected)
    {
        await Expect.Accepted($"[RmsNorm(8{arguments})] public partial class Norm;");

        var layer = Layer.Of($"[RmsNorm(8{arguments})]");
        Assert.Equal((expected, expected), (layer.UnitOffset, layer.Kernel.UnitOffset));
        Assert.Equal(NormalizationKind.Rms, layer.Kind);
    }
}
