using System;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

public class TensorShapeTests
{
    [Theory]
    [InlineData("NC", new int[0], 12, 4, 4, 1)]
    [InlineData("NCHW", new[] { 2, 5 }, 60, 2, 2, 10)]
    [InlineData("NHWC", new[] { 2, 5 }, 60, 2, 20, 1)]
    [InlineData("NCHW", new[] { 2, 5 }, 0, 0, 0, 10)]
    [InlineData("NCL", new[] { 10 }, 60, 2, 2, 10)]
    [InlineData("NLC", new[] { 10 }, 60, 2, 20, 1)]
    [InlineData("NCDHW", new[] { 1, 2, 5 }, 60, 2, 2, 10)]
    [InlineData("NDHWC", new[] { 1, 2, 5 }, 60, 2, 20, 1)]
    [InlineData("NHCW", new[] { 2, 5 }, 60, 2, 4, 5)]
    [InlineData("CNHW", new[] { 2, 5 }, 60, 2, 1, 20)]
    [InlineData("HWNC", new[] { 2, 5 }, 60, 2, 20, 1)]
    [InlineData("HCWN", new[] { 2, 5 }, 60, 2, 2, 10)]
    public void Declared_sizes_give_the_batch(string axes, int[] sizes, int length, int batch, int outer, int inner)
    {
        var extent = new TensorShape("Layer", axes, 3, sizes).Resolve(length, "input");
        Assert.Equal(new TensorExtent(batch, outer, 3, inner), extent);
        Assert.Equal(length, extent.Length);
        Assert.Equal(length / 3, extent.PerChannel);
        Assert.Equal(batch == 0 ? 0 : length / 3 / batch, extent.Positions);
        Assert.Equal(length == 0, extent.IsEmpty);
    }

    [Theory]
    [InlineData("NCHW", 60, 2, 2, 10)]
    [InlineData("NHWC", 60, 2, 20, 1)]
    [InlineData("CNHW", 60, 2, 1, 20)]
    [InlineData("HWNC", 60, 2, 20, 1)]
    [InlineData("NCHW", 0, 2, 2, 0)]
    [InlineData("NHWC", 0, 2, 0, 1)]
    [InlineData("NHWC", 0, 0, 0, 1)]
    public void Sizes_known_at_the_call_follow_from_length_and_batch(string axes, int length, int batch, int outer, int inner)
    {
        var shape = new TensorShape("Layer", axes, 3);
        Assert.True(shape.SpatialSizeAtCall);
        var extent = shape.Resolve(length, batch, "input");
        Assert.Equal(new TensorExtent(batch, outer, 3, inner), extent);
        Assert.Equal(length == 0, extent.IsEmpty);
    }

    [Fact]
    public void The_largest_lengths_do_not_wrap()
    {
        var one = new TensorShape("Layer", "NC", 1).Resolve(int.MaxValue, "input");
        Assert.Equal(int.MaxValue, one.PerChannel);
        var planes = new TensorShape("Layer", "NCHW", 1).Resolve(int.MaxValue, 1, "input");
        Assert.Equal(int.MaxValue, planes.Inner);
        var batches = new TensorShape("Layer", "NCHW", 1).Resolve(int.MaxValue, int.MaxValue, "input");
        Assert.Equal(int.MaxValue, batches.Outer);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(1 << 26)] // times 64 is 2^32: no elements, if it wrapped
    [InlineData(1 << 25)]
    public void A_batch_past_what_an_index_holds_is_refused(int batch)
    {
        var shape = new TensorShape("Layer", "NCHW", 64);
        var exception = Assert.Throws<ArgumentException>(() => shape.Resolve(0, batch, "input"));
        Assert.Equal("batch", exception.ParamName);
    }

    [Fact]
    public void A_length_between_two_batches_is_refused()
    {
        var shape = new TensorShape("StemNorm", "NHWC", 64, 56, 56);
        var exception = Assert.Throws<ArgumentException>(() => shape.Resolve(100, "input"));
        Assert.Equal("input", exception.ParamName);
        Assert.StartsWith(
            "StemNorm: input has 100 elements; expected a multiple of 200704, the elements of one sample of " +
            "NHWC [batch, 56, 56, 64].",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_between_two_planes_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new TensorShape("StemNorm", "NCHW", 64).Resolve(129, 2, "input"));
        Assert.Equal("input", exception.ParamName);
        Assert.StartsWith(
            "StemNorm: input has 129 elements; expected a multiple of batch * channels = 2 * 64 = 128, for " +
            "NCHW [batch, 64, H, W].",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_without_a_batch_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new TensorShape("StemNorm", "NCHW", 64).Resolve(129, 0, "input"));
        Assert.Equal("input", exception.ParamName);
        Assert.StartsWith(
            "StemNorm: input has 129 elements; expected none for a batch of 0, for NCHW [batch, 64, H, W].",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NCHW", 0, new[] { 2, 2 })]
    [InlineData("NCHW", -1, new[] { 2, 2 })]
    [InlineData("NCHW", 1, new[] { 2 })]
    [InlineData("NCHW", 1, new[] { 2, 0 })]
    [InlineData("NC", 1, new[] { 2 })]
    [InlineData("NHW", 1, new[] { 2, 2 })]
    [InlineData("HWC", 1, new[] { 2, 2 })]
    [InlineData("NHCW", 1, new int[0])]
    [InlineData("NCHW", 1 << 16, new[] { 1 << 8, 1 << 7 })]
    [InlineData("NCHW", 1 << 16, new[] { 1 << 16, 1 << 16 })]
    public void A_declaration_that_makes_no_sense_is_refused(string axes, int channels, int[] sizes) =>
        Assert.Throws<ArgumentException>(() => new TensorShape("Layer", axes, channels, sizes));

    [Theory]
    [InlineData(new[] { 12 }, 5, "rows [rows, 12]", "rows [5, 12]")]
    [InlineData(new[] { 3, 2, 2 }, 5, "rows [rows, 3, 2, 2]", "rows [5, 3, 2, 2]")]
    [InlineData(new[] { 1 }, 60, "rows [rows, 1]", "rows [60, 1]")]
    public void Rows_are_samples_of_one_position(int[] sizes, int rows, string declared, string called)
    {
        var shape = TensorShape.OfRows("Layer", sizes);
        var extent = shape.Resolve(60, "input");
        Assert.Equal(new TensorExtent(rows, rows, 60 / rows, 1), extent);
        Assert.Equal(1, extent.Positions);
        Assert.False(shape.SpatialSizeAtCall);
        Assert.Equal(declared, shape.ToString());
        Assert.Equal(called, ShapeText.Of(shape, extent));
        Assert.True(shape.Resolve(0, "input").IsEmpty);
    }

    [Fact]
    public void A_length_between_two_rows_is_refused()
    {
        var shape = TensorShape.OfRows("Head", 64, 28, 28);
        var exception = Assert.Throws<ArgumentException>("input", () => shape.Resolve(100, "input"));
        Assert.StartsWith(
            "Head: input has 100 elements; expected a multiple of 50176, the elements of one row of rows [rows, 64, 28, 28].",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 4, -1 })]
    [InlineData(new[] { 1 << 16, 1 << 15 })]
    [InlineData(new[] { 1 << 16, 1 << 16 })]
    public void Rows_that_make_no_sense_are_refused(int[] sizes) =>
        Assert.Throws<ArgumentException>(() => TensorShape.OfRows("Layer", sizes));

    [Theory]
    [InlineData("NC", new int[0], "NC [batch, 3]", "NC [4, 3]")]
    [InlineData("NCHW", new[] { 2, 5 }, "NCHW [batch, 3, 2, 5]", "NCHW [4, 3, 2, 5]")]
    [InlineData("NHWC", new int[0], "NHWC [batch, H, W, 3]", "NHWC [4, H * W = 10, 3]")]
    [InlineData("NCHW", new int[0], "NCHW [batch, 3, H, W]", "NCHW [4, 3, H * W = 10]")]
    [InlineData("NCL", new int[0], "NCL [batch, 3, L]", "NCL [4, 3, L = 10]")]
    [InlineData("NLC", new int[0], "NLC [batch, L, 3]", "NLC [4, L = 10, 3]")]
    [InlineData("NDHWC", new int[0], "NDHWC [batch, D, H, W, 3]", "NDHWC [4, D * H * W = 10, 3]")]
    [InlineData("NCDHW", new[] { 1, 2, 5 }, "NCDHW [batch, 3, 1, 2, 5]", "NCDHW [4, 3, 1, 2, 5]")]
    public void Shapes_read_as_they_are_written(string axes, int[] sizes, string declared, string called)
    {
        var shape = new TensorShape("Layer", axes, 3, sizes);
        var extent = shape.SpatialSizeAtCall ? shape.Resolve(120, 4, "input") : shape.Resolve(axes == "NC" ? 12 : 120, "input");
        Assert.Equal(declared, shape.ToString());
        Assert.Equal(called, ShapeText.Of(shape, extent));
    }
}
