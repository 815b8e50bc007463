using System;
using System.Linq;
using Xunit;

namespace NormGen.Study.Tests.Moments;

public sealed class MomentsTests
{
    private static readonly double[] Values = [3, -1, 4, 1, -5, 9, 2, 6];

    [Fact]
    public void New_moments_are_of_nothing()
    {
        var moments = new NormGen.Moments(2);

        Assert.Equal((2, 0L), (moments.Channels, moments.Count));
        Assert.Equal([0, 0], moments.Mean.ToArray());
        Assert.Equal([0, 0], moments.M2.ToArray());
        Assert.True(double.IsNaN(moments.Variance(0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Merged_parts_are_the_whole(int first)
    {
        var moments = Of(Values[..first]);
        moments.Merge(Of(Values[first..]));
        var whole = Of(Values);

        Assert.Equal(Values.Length, moments.Count);
        Assert.Equal(whole.Mean[0], moments.Mean[0], 1e-14);
        Assert.Equal(whole.M2[0], moments.M2[0], 1e-12);
        Assert.Equal(whole.M2[0] / 8, moments.Variance(0), 1e-13);
    }

    [Fact]
    public void The_order_of_merges_matters_by_roundings_only_and_the_same_order_by_nothing()
    {
        var random = new Random(1);
        var parts = Enumerable.Range(0, 20).Select(_ => Of([.. Enumerable.Range(0, 9).Select(_ => 1e6 + random.NextDouble())])).ToList();
        var (forward, again, backward) = (Merged(parts), Merged(parts), Merged(parts.AsEnumerable().Reverse()));

        Assert.Equal((forward.Mean[0], forward.M2[0]), (again.Mean[0], again.M2[0]));
        Assert.Equal(forward.Mean[0], backward.Mean[0], 1e-9);
        Assert.Equal(1, forward.M2[0] / backward.M2[0], 1e-9);

        static NormGen.Moments Merged(System.Collections.Generic.IEnumerable<NormGen.Moments> parts)
        {
            var sum = new NormGen.Moments(1);
            parts.ToList().ForEach(sum.Merge);
            return sum;
        }
    }

    [Fact]
    public void Nothing_merged_in_changes_nothing_and_merging_into_nothing_copies()
    {
        var moments = Of(Values);
        moments.Merge(new NormGen.Moments(1));
        var copy = new NormGen.Moments(1);
        copy.Merge(moments);

        var whole = Of(Values);
        Assert.Equal((whole.Count, whole.Mean[0], whole.M2[0]), (moments.Count, moments.Mean[0], moments.M2[0]));
        Assert.Equal((whole.Count, whole.Mean[0], whole.M2[0]), (copy.Count, copy.Mean[0], copy.M2[0]));
    }

    [Fact]
    public void Moments_merged_with_themselves_are_of_each_value_twice()
    {
        var moments = Of(Values);
        moments.Merge(moments);

        Assert.Equal((16L, Of(Values).Mean[0], 2 * Of(Values).M2[0]), (moments.Count, moments.Mean[0], moments.M2[0]));
    }

    [Fact]
    public void An_infinity_in_one_channel_leaves_the_others_alone()
    {
        var moments = NormGen.Moments.Of(2, [double.PositiveInfinity, 1], [double.NaN, 3]);
        moments.Merge(NormGen.Moments.Of(2, [0, 1], [0, 3]));

        Assert.Equal((1.0, 6.0), (moments.Mean[1], moments.M2[1]));
        Assert.True(double.IsNaN(moments.M2[0]));
    }

    [Fact]
    public void Cleared_moments_are_as_new()
    {
        var moments = Of(Values);
        moments.Clear();

        Assert.Equal((0L, 0.0, 0.0), (moments.Count, moments.Mean[0], moments.M2[0]));
    }

    [Fact]
    public void What_makes_no_sense_is_refused_and_nothing_is_changed()
    {
        var moments = Of(Values);

        var error = Assert.Throws<ArgumentException>(() => moments.Merge(new NormGen.Moments(3)));
        Assert.Contains("1 channels; got 3", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => moments.Merge(null!));
        Assert.Throws<OverflowException>(() => moments.Merge(NormGen.Moments.Of(long.MaxValue, [0], [0])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormGen.Moments(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormGen.Moments.Of(-1, [0], [0]));
        Assert.Throws<ArgumentException>(() => NormGen.Moments.Of(1, [0], [0, 0]));
        Assert.Equal((8L, Of(Values).Mean[0], Of(Values).M2[0]), (moments.Count, moments.Mean[0], moments.M2[0]));
    }

    private static NormGen.Moments Of(double[] values)
    {
        var mean = values.Sum() / values.Length;
        return NormGen.Moments.Of(values.Length, [mean], [values.Sum(value => (value - mean) * (value - mean))]);
    }
}
