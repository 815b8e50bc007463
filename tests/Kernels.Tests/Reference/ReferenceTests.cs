using System;
using NormGen.Reference;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Reference;

/// <summary>Corners of the reference.</summary>
public class ReferenceTests
{
    [Theory]
    [InlineData(Layout.NC, new[] { 4, 3 }, 4, 1)]
    [InlineData(Layout.NCHW, new[] { 4, 3, 2, 5 }, 4, 10)]
    [InlineData(Layout.NHWC, new[] { 4, 2, 5, 3 }, 40, 1)]
    [InlineData(Layout.NCL, new[] { 4, 3, 7 }, 4, 7)]
    [InlineData(Layout.NLC, new[] { 4, 7, 3 }, 28, 1)]
    [InlineData(Layout.NCDHW, new[] { 4, 3, 2, 5, 7 }, 4, 70)]
    [InlineData(Layout.NDHWC, new[] { 4, 2, 5, 7, 3 }, 280, 1)]
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

    [Fact]
    public void Residuals_and_running_statistics_must_fit()
    {
        var view = new TensorView(2, 3, 1);
        var channels = new float[3];
        Assert.Equal("residual", Assert.Throws<ArgumentException>(() => BatchNormReference.Infer(
            new float[6], view, channels, channels, channels, channels, 1e-5, residual: new float[5])).ParamName);
        Assert.Equal("mean", Assert.Throws<ArgumentException>(() => BatchNormReference.InferBackward(
            new float[6], new float[6], view, channels, channels, new float[2], channels, 1e-5)).ParamName);
    }

    [Fact]
    public void Dialects_are_as_their_documentation_says()
    {
        // From 10 and 2, a batch of mean 20 and variance 6 over 4 values: the unbiased one is 8.
        Assert.Equal(11, RunningReference.Mean(10, 20, Dialect.PyTorch, 0.1, batches: 9), 1e-12);
        Assert.Equal(2.6, RunningReference.Variance(2, 6, 4, Dialect.PyTorch, 0.1, batches: 9), 1e-12);
        foreach (var dialect in new[] { Dialect.Onnx, Dialect.Keras })
        {
            Assert.Equal(11, RunningReference.Mean(10, 20, dialect, 0.9, batches: 9), 1e-12);
            Assert.Equal(2.4, RunningReference.Variance(2, 6, 4, dialect, 0.9, batches: 9), 1e-12);
            Assert.Equal(12, RunningReference.Mean(10, 20, dialect, double.NaN, batches: 5), 1e-12);
            Assert.Equal(2.8, RunningReference.Variance(2, 6, 4, dialect, double.NaN, batches: 5), 1e-12);
        }

        Assert.Equal(12, RunningReference.Mean(10, 20, Dialect.PyTorch, double.NaN, batches: 5), 1e-12);
        Assert.Equal(3.2, RunningReference.Variance(2, 6, 4, Dialect.PyTorch, double.NaN, batches: 5), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => RunningReference.Mean(10, 20, (Dialect)9, 0.5, batches: 1));
    }
}
