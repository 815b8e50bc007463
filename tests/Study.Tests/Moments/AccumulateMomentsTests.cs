using System;
using System.Linq;
using NormGen.Study.Tests.Layers;
using Xunit;

namespace NormGen.Study.Tests.Moments;

public sealed class AccumulateMomentsTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, LayerCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Moments_are_those_of_the_definition(int index)
    {
        var layer = LayerCase.All[index]();
        foreach (var mean in new[] { 0f, 1e6f })
        {
            var input = Input(layer, batch: 7, mean);
            var moments = new NormGen.Moments(layer.Shape.Channels);
            layer.Accumulate(input, moments);

            var (exactMean, exactM2) = PlainMoments.Of(input, layer.Shape);
            Assert.Equal(7L * layer.Shape.Positions, moments.Count);
            for (var channel = 0; channel < moments.Channels; channel++)
            {
                Assert.Equal(exactMean[channel], moments.Mean[channel], 1e-14 * (1 + mean));
                Assert.Equal(1, moments.M2[channel] / exactM2[channel], 1e-9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_accumulate_to_the_whole_and_the_layer_stays_as_it_was(int index)
    {
        var layer = LayerCase.All[index]().WithParameters();
        var before = layer.State();
        var input = Input(layer, batch: 9, mean: 3);
        var (whole, parts) = (new NormGen.Moments(layer.Shape.Channels), new NormGen.Moments(layer.Shape.Channels));
        layer.Accumulate(input, whole);
        foreach (var part in input.Chunk(2 * layer.SampleLength))
        {
            layer.Accumulate(part, parts);
        }

        layer.Accumulate([], parts);

        Assert.Equal(whole.Count, parts.Count);
        for (var channel = 0; channel < whole.Channels; channel++)
        {
            Assert.Equal(whole.Mean[channel], parts.Mean[channel], 1e-14);
            Assert.Equal(1, whole.M2[channel] / parts.M2[channel], 1e-13);
        }

        Assert.Equal(before, layer.State());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Constant_values_have_no_deviation(int index)
    {
        var layer = LayerCase.All[index]();
        var moments = new NormGen.Moments(layer.Shape.Channels);
        layer.Accumulate([.. Enumerable.Repeat(1234.567f, 5 * layer.SampleLength)], moments);

        Assert.All(moments.M2.ToArray(), value => Assert.Equal(0, value));
        Assert.All(moments.Mean.ToArray(), value => Assert.Equal((double)1234.567f, value));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var layer = new FewFeatures();
        var moments = new NormGen.Moments(4);

        var error = Assert.Throws<ArgumentException>(() => layer.AccumulateMoments(new float[10], moments));
        Assert.Contains("FewFeatures", error.Message, StringComparison.Ordinal);
        Assert.Contains("5 channels", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => layer.AccumulateMoments(new float[11], new NormGen.Moments(5)));
        Assert.Throws<ArgumentNullException>(() => layer.AccumulateMoments(new float[10], null!));
        Assert.Equal(0, moments.Count);
    }

    internal static float[] Input(LayerCase layer, int batch, float mean) =>
        [.. FiniteDifferences.Values(new Random(6), batch * layer.SampleLength).Select(value => mean + value)];
}
