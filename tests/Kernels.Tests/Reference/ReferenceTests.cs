using System;
using System.Linq;
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

    /// <summary>The groups of elements in the order of memory, for two samples.</summary>
    public static TheoryData<TensorView, int, int[]> Groupings => new()
    {
        // Channels-first with two positions: four channels in two groups, in one, and each for itself.
        { new TensorView(2, 4, 2), 2, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3] },
        { new TensorView(2, 4, 2), 1, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1] },
        { new TensorView(2, 4, 2), 4, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7] },

        // The same channels-last.
        { new TensorView(4, 4, 1), 2, [0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3] },
        { new TensorView(4, 4, 1), 1, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1] },
        { new TensorView(4, 4, 1), 4, [0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7] },

        // Rows of three.
        { new TensorView(2, 3, 1), 1, [0, 0, 0, 1, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(Groupings))]
    public void Samples_are_cut_into_groups(TensorView view, int groupsPerSample, int[] expected)
    {
        var groups = StatisticGroups.OfSamples(view, 2, groupsPerSample);
        Assert.Equal(expected.Max() + 1, groups.Count);
        Assert.Equal(expected.Length / groups.Count, groups.PerGroup);
        Assert.Equal(expected, Enumerable.Range(0, view.Length).Select(groups.GroupOf));
        for (var group = 0; group < groups.Count; group++)
        {
            var elements = Enumerable.Range(0, groups.PerGroup).Select(element => groups.IndexOf(group, element)).ToArray();
            Assert.Equal(Enumerable.Range(0, view.Length).Where(index => expected[index] == group), elements);
        }

        RequireRuns(groups);
        RequireRuns(StatisticGroups.OfChannels(view));
    }

    [Theory]
    [InlineData(0, 3, 5)]
    [InlineData(2, 3, 0)]
    [InlineData(0, 3, 1)]
    public void Nothing_has_no_runs(int outer, int channels, int inner)
    {
        var groups = StatisticGroups.OfSamples(new TensorView(outer, channels, inner), outer, 1);
        RequireRuns(groups);
        Assert.Equal(0, groups.PerGroup);
        Assert.Equal(outer, GroupStatistics.Of([], groups).Mean.Length);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, 3)]
    [InlineData(4, -2)]
    [InlineData(3, 2)]
    [InlineData(0, 2)]
    [InlineData(-4, 2)]
    public void Batches_and_groups_must_divide_the_tensor(int batch, int groups) => Assert.Throws<ArgumentException>(
        () => StatisticGroups.OfSamples(new TensorView(4, 4, 2), batch, groups));

    [Fact]
    public void Statistics_keep_their_precision_far_from_zero()
    {
        var groups = StatisticGroups.OfChannels(new TensorView(1000, 1, 1));
        var near = Fills.Exact.Make(groups, seed: 1);
        var far = Array.ConvertAll(near, value => value + 8_000_000);
        Assert.Equal(GroupStatistics.Of(near, groups).Variance[0], GroupStatistics.Of(far, groups).Variance[0]);
        Assert.Equal(GroupStatistics.Of(near, groups).Mean[0] + 8_000_000, GroupStatistics.Of(far, groups).Mean[0]);
    }

    [Fact]
    public void Without_a_mean_the_variance_is_the_mean_of_squares()
    {
        var statistics = GroupStatistics.Of([3, -4, 1, 7], StatisticGroups.OfSamples(new TensorView(2, 2, 1), 2, 1), hasMean: false);
        Assert.Equal([0, 0], statistics.Mean.ToArray());
        Assert.Equal([12.5, 25], statistics.Variance.ToArray());
    }

    [Fact]
    public void Sums_are_rounded_once()
    {
        Assert.Equal([16_777_216, 3], SampleNormReference.Sum([16_777_216, 1], [1, 2]));
        Assert.Equal("residual", Assert.Throws<ArgumentException>(() => SampleNormReference.Sum([1, 2], [1])).ParamName);
    }

    [Fact]
    public void One_value_in_a_group_gives_beta()
    {
        var groups = StatisticGroups.OfSamples(new TensorView(2, 3, 1), 2, 3);
        float[] input = [5, -7, 1e30f, 3, 2, 1];
        Assert.Equal([1, 2, 3, 1, 2, 3], SampleNormReference.Forward(input, groups, [7, 8, 9], [1, 2, 3], 1e-5));
        var gradients = SampleNormReference.Backward(input, input, groups, [7, 8, 9], [1, 2, 3], 1e-5);
        Assert.Equal(new double[6], gradients.Input.ToArray());
        Assert.Equal(new double[3], gradients.Gamma.ToArray());
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
    public void Operands_of_sample_norms_must_fit()
    {
        var groups = StatisticGroups.OfSamples(new TensorView(2, 3, 1), 2, 1);
        Assert.Equal("input", Assert.Throws<ArgumentException>(
            () => SampleNormReference.Forward(new float[5], groups, new float[3], [], 1e-5)).ParamName);
        Assert.Equal("gamma", Assert.Throws<ArgumentException>(
            () => SampleNormReference.Forward(new float[6], groups, [], [], 1e-5)).ParamName);
        Assert.Equal("beta", Assert.Throws<ArgumentException>(
            () => SampleNormReference.Forward(new float[6], groups, new float[3], new float[2], 1e-5)).ParamName);
        Assert.Equal("sumGradient", Assert.Throws<ArgumentException>(() => SampleNormReference.Backward(
            new float[6], new float[6], groups, new float[3], [], 1e-5, sumGradient: new float[3])).ParamName);
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

    private static void RequireRuns(StatisticGroups groups)
    {
        var next = 0;
        foreach (var run in groups.Runs())
        {
            Assert.Equal(next, run.Start);
            for (var index = run.Start; index < run.End; index++)
            {
                Assert.Equal((groups.View.ChannelOf(index), groups.GroupOf(index)), (run.Channel, run.Group));
            }

            next = run.End;
        }

        Assert.Equal(groups.View.Length, next);
    }
}
