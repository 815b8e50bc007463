using System;
using System.Linq;
using Xunit;

namespace NormGen.Runtime.Tests.Folding;

/// <summary>A convolution with a batch norm folded into it, beside the convolution and then the norm, all in double.</summary>
public sealed class FoldingTests
{
    private const double U = 1.0 / (1 << 24);
    private const int H = 3;
    private const int W = 2;

    public static TheoryData<string> Layouts => [.. Cases.Select(item => item.Name)];

    private static readonly (string Name, Convolution Convolution, WeightLayout Layout)[] Cases =
    [
        ("convolution", new(4, 6, 1, H, W) { Index = (o, i, y, x) => (((((o * 4) + i) * H) + y) * W) + x }, WeightLayout.OIHW),
        ("grouped", new(4, 6, 2, H, W) { Index = (o, i, y, x) => (((((o * 2) + i) * H) + y) * W) + x }, WeightLayout.OIHW),
        ("depthwise", new(6, 6, 6, H, W) { Index = (o, i, y, x) => (((((o * 1) + i) * H) + y) * W) + x }, WeightLayout.OIHW),
        ("linear", new(4, 6, 1, 1, 1) { Index = (o, i, _, _) => (o * 4) + i }, WeightLayout.OIHW),
        ("Keras's convolution", new(4, 6, 1, H, W) { Index = (o, i, y, x) => (((((y * W) + x) * 4) + i) * 6) + o }, WeightLayout.HWIO),
        ("Keras's grouped", new(4, 6, 2, H, W) { Index = (o, i, y, x) => (((((y * W) + x) * 2) + i) * 6) + o }, WeightLayout.HWIO),
        ("Keras's depthwise", new(3, 6, 3, H, W) { Index = (o, _, y, x) => (((((y * W) + x) * 3) + (o / 2)) * 2) + (o % 2) }, WeightLayout.HWIO),
        ("Keras's dense", new(4, 6, 1, 1, 1) { Index = (o, i, _, _) => (i * 6) + o }, WeightLayout.HWIO),
        ("transposed", new(4, 6, 1, H, W) { IsTransposed = true, Index = (i, o, y, x) => (((((i * 6) + o) * H) + y) * W) + x }, WeightLayout.IOHW),
        ("transposed, grouped", new(4, 6, 2, H, W) { IsTransposed = true, Index = (i, o, y, x) => (((((i * 3) + o) * H) + y) * W) + x }, WeightLayout.IOHW),
        ("Keras's transposed", new(4, 6, 1, H, W) { IsTransposed = true, Index = (i, o, y, x) => (((((y * W) + x) * 6) + o) * 4) + i }, WeightLayout.HWOI),
    ];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_folded_layer_computes_what_both_did(string name)
    {
        var (_, convolution, layout) = Cases.Single(item => item.Name == name);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var layer = Trained(random);
            var (weights, bias) = (Floats(random, convolution.WeightCount), Floats(random, convolution.Outputs));
            var input = Floats(random, convolution.InputCount);
            var expected = Normalized(layer, convolution.Run(weights, bias, input));

            Fold(layer, weights, bias, layout, convolution);

            var actual = convolution.Run(weights, bias, input);
            var magnitudes = convolution.Run(weights, bias, input, magnitudes: true);
            for (var i = 0; i < actual.Length; i++)
            {
                // What is promised, and what the two sums in double round.
                var bound = (U * magnitudes[i]) + (1e-12 * magnitudes.Max());
                Assert.True(Math.Abs(actual[i] - expected[i]) <= bound, $"seed {seed}, element {i}: {actual[i]}, expected {expected[i]}");
            }
        }
    }

    [Fact]
    public void Each_value_is_rounded_once()
    {
        var random = new Random(7);
        var layer = Trained(random);
        layer.RunningMean[0] = 1e6f;
        layer.RunningVariance[1] = 1e-12f;
        var (weights, bias) = (Floats(random, 6 * 5), Floats(random, 6));
        var (before, biasBefore) = (weights.ToArray(), bias.ToArray());

        layer.FoldInto(weights, bias);

        for (var channel = 0; channel < 6; channel++)
        {
            var scale = layer.Gamma[channel] / Math.Sqrt(layer.RunningVariance[channel] + 1e-3);
            Assert.All(Enumerable.Range(channel * 5, 5), index => Assert.Equal((float)(before[index] * scale), weights[index]));
            var shift = (biasBefore[channel] - (double)layer.RunningMean[channel]) * scale;
            Assert.InRange(Math.Abs(bias[channel] - (shift + layer.Beta[channel])), 0, (U * Math.Abs(bias[channel])) + (1e-15 * Math.Abs(shift)));
        }
    }

    [Fact]
    public void The_batch_norm_stays_as_it_is()
    {
        var layer = Trained(new Random(1));
        var before = layer.Parameters.Select(parameter => parameter.Value.ToArray()).ToArray();

        layer.FoldInto(new float[6], new float[6]);

        Assert.Equal(before, layer.Parameters.Select(parameter => parameter.Value.ToArray()));
    }

    [Fact]
    public void Without_gamma_and_beta_they_are_1_and_0()
    {
        var layer = new BatchWithoutAffine();
        layer.RunningMean.Fill(2);
        layer.RunningVariance.Fill(4 - 1e-5f);
        float[] weights = [2, 4, 6];
        float[] bias = [2, 4, 0];

        layer.FoldInto(weights, bias);

        Assert.Equal([1f, 2, 3], weights);
        Assert.Equal([0f, 1, -1], bias);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_nothing_is_written()
    {
        var layer = Trained(new Random(2));
        var (weights, bias) = (new float[24], new float[6]);

        Refused("bias", "bias has 5 elements; expected one for each of 6 output channels", () => layer.FoldInto(weights, new float[5]));
        Refused("weights", "weights has 25 elements; expected a multiple of 6 output channels", () => layer.FoldInto(new float[25], bias));
        Refused("weights", "weights has 0 elements", () => layer.FoldInto([], bias));
        Refused("weights", "weights overlaps bias", () => layer.FoldInto(weights, weights.AsSpan(18)));
        Refused("bias", "overlaps the layer's parameters", () => layer.FoldInto(weights, layer.Gamma));
        Refused("layout", "WeightLayout.IOHW is that of a transposed convolution", () => layer.FoldInto(weights, bias, WeightLayout.IOHW));
        Refused("layout", "there is no WeightLayout 9", () => layer.FoldInto(weights, bias, (WeightLayout)9));
        Refused("layout", "WeightLayout.OIHW is none of a transposed", () => layer.FoldInto(weights, bias, WeightLayout.OIHW, 4));
        Refused("groups", "groups is 4; expected a divisor of 6 output channels", () => layer.FoldInto(weights, bias, WeightLayout.IOHW, 4, 4));
        Refused("groups", "groups is 2; expected 1, as HWOI has no groups", () => layer.FoldInto(weights, bias, WeightLayout.HWOI, 4, 2));
        Refused("inputChannels", "inputChannels is 3; expected a multiple of 2 groups", () => layer.FoldInto(weights, bias, WeightLayout.IOHW, 3, 2));
        Refused("weights", "weights has 24 elements; expected a multiple of 5 input channels times 6 output", () => layer.FoldInto(weights, bias, WeightLayout.IOHW, 5));
        Refused("layer", "only a batch norm can be folded", () => new Grouped().FoldInto(weights, new float[4]));
        Assert.All(weights.Concat(bias), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(-1f, 0f)]
    [InlineData(1f, float.NaN)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    public void Statistics_that_are_none_are_refused(float variance, float mean)
    {
        var layer = Trained(new Random(3));
        (layer.RunningVariance[4], layer.RunningMean[4]) = (variance, mean);
        var weights = Enumerable.Repeat(1f, 12).ToArray();

        var exception = Assert.Throws<InvalidOperationException>(() => layer.FoldInto(weights, new float[6]));

        Assert.StartsWith("BatchOfSix: channel 4 cannot be folded: ", exception.Message, StringComparison.Ordinal);
        Assert.All(weights, value => Assert.Equal(1, value));
    }

    private static void Fold(NormalizationLayer layer, float[] weights, float[] bias, WeightLayout layout, Convolution convolution)
    {
        if (convolution.IsTransposed)
        {
            layer.FoldInto(weights, bias, layout, convolution.Inputs, convolution.Groups);
        }
        else
        {
            layer.FoldInto(weights, bias, layout);
        }
    }

    private static double[] Normalized(BatchOfSix layer, double[] values)
    {
        var positions = values.Length / 6;
        return
        [
            .. values.Select((value, index) =>
            {
                var channel = index / positions;
                var centred = value - layer.RunningMean[channel];
                return (centred / Math.Sqrt(layer.RunningVariance[channel] + 1e-3) * layer.Gamma[channel]) + layer.Beta[channel];
            }),
        ];
    }

    private static BatchOfSix Trained(Random random)
    {
        var layer = new BatchOfSix();
        foreach (var parameter in layer.Parameters)
        {
            foreach (ref var value in parameter.Value.Span)
            {
                value = parameter.Name == "running_var" ? random.NextSingle() * 4 : (random.NextSingle() * 4) - 2;
            }
        }

        return layer;
    }

    private static float[] Floats(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static void Refused(string parameter, string message, Action fold)
    {
        var exception = Assert.Throws<ArgumentException>(fold);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(parameter, exception.ParamName);
    }
}
