using System;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Reference;

/// <summary>Corners of the reference.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData(Layout.NC, new[] { 4, 3 }, 4, 1)]
    [InlineData(Layout.NCHW, new[] { 4, 3, 2, 5 }, 4, 10)]
    [InlineData(Layout.NHWC, new[] { 4, 2, 5, 3 }, 40, 1)]
    public void Layouts_are_views(Layout layout, int[] sizes, int outer, int inner) =>
        Assert.Equal(new TensorView(outer, 3, inner), TensorView.Of(layout, sizes));

    [Fact]
    public void Sizes_that_are_no_layouts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TensorView.Of(Layout.NHWC, 1, 2, 3));
        Assert.Throws<ArgumentException>(() => TensorView.Of(Layout.NC, -1, 2));
        Assert.Throws<ArgumentException>(() => TensorView.Of("NHW", 1, 2, 3));
        Assert.Throws<OverflowException>(() => TensorView.Of("NHWC", 1 << 16, 1 << 16, 1, 1));
    }

    [Fact]
    public void Every_element_has_its_channel()
    {
        var view = new TensorView(2, 3, 4);
        for (var outer = 0; outer < 2; outer++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                for (var inner = 0; inner < 4; inner++)
                {
                    Assert.Equal(channel, view.ChannelOf(view.IndexOf(outer, channel, inner)));
                }
            }
        }
    }

    [Fact]
    public void Statistics_keep_their_precision_far_from_zero()
    {
        var view = new TensorView(1000, 1, 1);
        var near = Fills.Exact.Make(view, seed: 1);
        var far = Array.ConvertAll(near, value => value + 8_000_000);
        Assert.Equal(ChannelStatistics.Of(near, view).Variance[0], ChannelStatistics.Of(far, view).Variance[0]);
        Assert.Equal(ChannelStatistics.Of(near, view).Mean[0] + 8_000_000, ChannelStatistics.Of(far, view).Mean[0]);
    }

    [Fact]
    public void NaN_goes_through_relu()
    {
        Assert.True(double.IsNaN(ActivationReference.Value(Activation.Relu, double.NaN)));
        Assert.Equal(0, ActivationReference.Derivative(Activation.Relu, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ActivationReference.Value((Activation)999, 1));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var view = new TensorView(2, 3, 1);
        Assert.Equal("input", Assert.Throws<ArgumentException>(
            () => BatchNormReference.Forward(new float[5], view, new float[3], new float[3], 1e-5)).ParamName);
        Assert.Equal("gamma", Assert.Throws<ArgumentException>(
            () => BatchNormReference.Forward(new float[6], view, new float[2], new float[3], 1e-5)).ParamName);
        Assert.Equal("outputGradient", Assert.Throws<ArgumentException>(
            () => BatchNormReference.Backward(new float[6], new float[5], view, new float[3], new float[3], 1e-5)).ParamName);
    }
}
