using System;
using System.Linq;
using System.Numerics.Tensors;
using Xunit;

namespace NormGen.Runtime.Tests.Tensors;

/// <summary>Calls with tensors that know their shape: the bits of the calls with spans, or an error before anything is written.</summary>
public sealed class TensorTests
{
    [Fact]
    public void Batch_norm_has_the_bits_of_spans()
    {
        var (layer, other) = (new Batch(), new Batch());
        var (input, gradient) = (Values(2 * 3 * 4 * 5), Values(2 * 3 * 4 * 5));
        float[] output = new float[input.Length], expected = new float[input.Length], back = new float[input.Length], expectedBack = new float[input.Length];

        layer.Forward(Tensor(input, 2, 3, 4, 5), Tensor(output, 2, 3, 4, 5));
        layer.Backward(Tensor(input, 2, 3, 4, 5), Tensor(gradient, 2, 3, 4, 5), Tensor(back, 2, 3, 4, 5));
        other.Forward(input, expected, 2);
        other.Backward(input, gradient, expectedBack, 2);

        Assert.Equal(expected, output);
        Assert.Equal(expectedBack, back);
        Assert.Equal(other.RunningMean, layer.RunningMean);
        layer.Freeze().Infer(Tensor(input, 2, 3, 4, 5), Tensor(output, 2, 3, 4, 5));
        other.Infer(input, expected, 2);
        Assert.Equal(expected, output);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5, 2, 3)]
    [InlineData(2, 1, 4, 2, 3)]
    public void Rows_may_have_any_axes_before_their_own(params int[] lengths)
    {
        var layer = new Plane();
        nint[] shape = lengths is [3] ? [2, 3] : [.. lengths.Select(length => (nint)length)];
        var input = Values((int)shape.Aggregate((product, length) => product * length));
        float[] output = new float[input.Length], expected = new float[input.Length];

        layer.Infer(new ReadOnlyTensorSpan<float>(input, shape), new TensorSpan<float>(output, shape));
        layer.Infer(input, expected);

        Assert.Equal(expected, output);
    }

    [Fact]
    public void Tensors_may_be_the_same_or_empty()
    {
        var layer = new Row();
        var values = Values(8);
        var expected = values.ToArray();

        layer.Infer(Tensor(values, 2, 4), Tensor(values, 2, 4));
        layer.Infer(expected, expected);
        layer.Infer(Tensor([], 0, 4), Tensor([], 0, 4));

        Assert.Equal(expected, values);
    }

    [Fact]
    public void Shapes_are_held_against_the_declaration()
    {
        var layer = new Batch();
        var values = new float[48];

        Refused("input", "Batch: input has the shape [2, 4, 2, 3]; expected NCHW [batch, 3, H, W].", () => layer.Infer(Tensor(values, 2, 4, 2, 3), Tensor(values, 2, 4, 2, 3)));
        Refused("input", "Batch: input has the shape [16, 3]; expected NCHW [batch, 3, H, W].", () => layer.Infer(Tensor(values, 16, 3), Tensor(values, 16, 3)));
        Refused("output", "Batch: output has the shape [2, 3, 2, 4]; expected [2, 3, 4, 2], as input has.", () => layer.Forward(Tensor(values, 2, 3, 4, 2), Tensor(new float[48], 2, 3, 2, 4)));
        Refused("input", "Plane: input has the shape [8, 3, 2]; expected rows [rows, 2, 3].", () => new Plane().Infer(Tensor(values, 8, 3, 2), Tensor(values, 8, 3, 2)));
        Refused("input", "Plane: input has the shape [3]; expected rows [rows, 2, 3].", () => new Plane().Freeze().Infer(Tensor(values, 3), Tensor(values, 3)));
        Assert.All(values, value => Assert.Equal(0, value));
        Assert.Equal(0, layer.BatchesTracked);
    }

    [Fact]
    public void Sizes_that_are_declared_are_required()
    {
        var layer = new BatchOfSizes();

        Refused("input", "BatchOfSizes: input has the shape [1, 2, 3, 4]; expected NHWC [batch, 3, 2, 4].", () => layer.Infer(Tensor(new float[24], 1, 2, 3, 4), Tensor(new float[24], 1, 2, 3, 4)));
        layer.Infer(Tensor(new float[24], 1, 3, 2, 4), Tensor(new float[24], 1, 3, 2, 4));
    }

    [Fact]
    public void Elements_that_do_not_lie_side_by_side_are_refused()
    {
        var layer = new Row();
        var values = Values(16);
        var before = values.ToArray();

        Refused(
            "input",
            "Row: input has the shape [2, 4] with the strides [8, 1]; expected elements that lie side by side, the last axis fastest. Copy it to a dense tensor.",
            () => layer.Infer(new ReadOnlyTensorSpan<float>(values, [2, 4], [8, 1]), Tensor(values.AsSpan(0, 8).ToArray(), 2, 4)));
        Refused(
            "output",
            "Row: output has the shape [4, 4] with the strides [1, 4]; expected elements",
            () => layer.Infer(Tensor(new float[16], 4, 4), new TensorSpan<float>(values, [4, 4], [1, 4])));
        Assert.Equal(before, values);
    }

    [Fact]
    public void Axes_of_one_element_may_have_any_stride()
    {
        var layer = new Row();
        var values = Values(4);
        var expected = new float[4];

        layer.Infer(values, expected);
        layer.Infer(new ReadOnlyTensorSpan<float>(values, [1, 4], [0, 1]), Tensor(values, 1, 4));

        Assert.Equal(expected, values);
    }

    [Fact]
    public void Calls_allocate_nothing()
    {
        var layer = new Batch();
        var (input, output) = (Values(24), new float[24]);
        layer.Infer(Tensor(input, 2, 3, 2, 2), Tensor(output, 2, 3, 2, 2));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            layer.Infer(Tensor(input, 2, 3, 2, 2), Tensor(output, 2, 3, 2, 2));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static TensorSpan<float> Tensor(float[] values, params ReadOnlySpan<nint> lengths) => new(values, lengths);

    private static float[] Values(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    private static void Refused(string parameter, string message, Action call)
    {
        var exception = Assert.Throws<ArgumentException>(call);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(parameter, exception.ParamName);
    }
}
