using System;
using System.Linq;
using NormGen.Study.Tests.Layers;
using Xunit;

namespace NormGen.Study.Tests.Moments;

public sealed class ForwardWithTests
{
    private const int Batch = 6;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, LayerCase.All.Count)];

    // Values whose statistics are exact in double, so that both ways to them give the same bits.
    [Theory]
    [MemberData(nameof(Cases))]
    public void By_the_moments_of_its_input_it_has_the_bits_of_Forward_and_so_has_Backward(int index)
    {
        var (plain, given) = (LayerCase.All[index]().WithParameters(), LayerCase.All[index]().WithParameters());
        var random = new Random(3);
        float[] half = [.. Enumerable.Range(0, 4 * plain.SampleLength).Select(_ => random.Next(-8, 8))];
        float[] input = [.. half, .. half.Select(value => 2 - value)];
        var (expected, output) = (new float[input.Length], new float[input.Length]);
        plain.Forward(input, expected);
        var moments = new NormGen.Moments(given.Shape.Channels);
        given.Accumulate(input, moments);
        given.ForwardWith(input, output, moments);

        Assert.Equal(expected, output);

        var gradient = FiniteDifferences.Values(random, input.Length);
        var (expectedGradient, inputGradient) = (new float[input.Length], new float[input.Length]);
        plain.Backward(input, gradient, expectedGradient);
        given.Backward(input, gradient, inputGradient);

        Assert.Equal(expectedGradient, inputGradient);
        Assert.Equal(plain.State(), given.State());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merged_moments_normalize_parts_as_Forward_does_the_whole(int index)
    {
        var (plain, given) = (LayerCase.All[index]().WithParameters(), LayerCase.All[index]().WithParameters());
        foreach (var mean in new[] { 0f, 1e6f })
        {
            var input = AccumulateMomentsTests.Input(plain, Batch, mean);
            var (expected, output) = (new float[input.Length], new float[input.Length]);
            plain.Forward(input, expected);
            var moments = new NormGen.Moments(given.Shape.Channels);
            foreach (var part in input.Chunk(2 * given.SampleLength))
            {
                given.Accumulate(part, moments);
            }

            for (var first = 0; first < input.Length; first += 2 * given.SampleLength)
            {
                given.ForwardWith(input.AsSpan(first, 2 * given.SampleLength), output.AsSpan(first, 2 * given.SampleLength), moments);
            }

            // Both are within four roundings of the exact values, which gamma up to 1.5 and beta up to 1.5 scale.
            Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 8 * MathF.Pow(2, -24) * (1.5f * (1 + MathF.Abs(pair.First)) + 1.5f)));
        }
    }

    [Fact]
    public void A_residual_is_added_and_the_output_may_be_the_input()
    {
        var (plain, given) = (new WithResidual(), new WithResidual());
        var random = new Random(8);
        var (input, residual) = (FiniteDifferences.Values(random, 4 * WithResidual.ElementsPerSample), FiniteDifferences.Values(random, 4 * WithResidual.ElementsPerSample));
        var expected = new float[input.Length];
        plain.Forward(input, residual, expected);
        var moments = new NormGen.Moments(WithResidual.Channels);
        given.AccumulateMoments(input, moments);
        given.ForwardWith(input, residual, input, moments);

        Assert.All(expected.Zip(input), pair => Assert.Equal(pair.First, pair.Second, 4e-6f));
        Assert.Contains(expected, value => value > 0);
    }

    [Fact]
    public void Running_statistics_follow_the_moments_with_their_count()
    {
        var layer = new FewFeatures();
        layer.ForwardWith(new float[10], new float[10], NormGen.Moments.Of(5, [1, 2, 3, 4, 5], [4, 8, 12, 16, 20]));

        Assert.Equal(1, layer.BatchesTracked);
        Assert.Equal([0.1f, 0.2f, 0.3f, 0.4f, 0.5f], layer.RunningMean.ToArray());
        // Unbiased: 4 / (5 - 1) = 1, and so on; a tenth of it beside nine tenths of 1.
        Assert.All(layer.RunningVariance.ToArray().Zip([1.0f, 1.1f, 1.2f, 1.3f, 1.4f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal([1, 2, 3, 4, 5], layer.SavedMean.ToArray());
        Assert.Equal(1 / MathF.Sqrt(0.8f + 1e-5f), layer.SavedRstd[0], 1e-6f);
    }

    [Fact]
    public void Backward_is_refused_where_the_statistics_are_of_more_than_the_input()
    {
        var layer = new FewFeatures();
        var input = FiniteDifferences.Values(new Random(1), 20);
        var moments = new NormGen.Moments(5);
        layer.AccumulateMoments(input, moments);
        layer.AccumulateMoments(input, moments);
        layer.ForwardWith(input, new float[20], moments);
        var inputGradient = new float[20];

        var error = Assert.Throws<InvalidOperationException>(() => layer.Backward(input, input, inputGradient));
        Assert.Contains("FewFeatures", error.Message, StringComparison.Ordinal);
        Assert.Contains("moments of 8 values per channel", error.Message, StringComparison.Ordinal);
        Assert.Contains("NC [4, 5]", error.Message, StringComparison.Ordinal);
        Assert.All(inputGradient, value => Assert.Equal(0, value));
        Assert.All(layer.GammaGradient.ToArray(), value => Assert.Equal(0, value));

        // A Forward of its own makes it possible again.
        layer.Forward(input, new float[20]);
        layer.Backward(input, input, inputGradient);
        Assert.Contains(inputGradient, value => value != 0);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_changes()
    {
        var layer = new FewFeatures();
        var (input, output) = (new float[10], new float[10]);

        Assert.Contains("got 4", Refused(NormGen.Moments.Of(2, [0, 0, 0, 0], [1, 1, 1, 1])), StringComparison.Ordinal);
        Assert.Contains("moments of 0", Refused(new NormGen.Moments(5)), StringComparison.Ordinal);
        Assert.Contains("moments of 1", Refused(NormGen.Moments.Of(1, new double[5], new double[5])), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => layer.ForwardWith(input, output, null!));
        Assert.Throws<ArgumentException>(() => layer.ForwardWith(input, new float[5], NormGen.Moments.Of(9, new double[5], new double[5])));
        Assert.Throws<ArgumentException>(() => layer.ForwardWith(input.AsSpan(0, 5), input.AsSpan(1, 5), NormGen.Moments.Of(9, new double[5], new double[5])));
        Assert.Equal(0, layer.BatchesTracked);
        Assert.All(output, value => Assert.Equal(0, value));

        string Refused(NormGen.Moments moments)
        {
            var error = Assert.Throws<ArgumentException>(() => layer.ForwardWith(input, output, moments));
            Assert.Contains("FewFeatures", error.Message, StringComparison.Ordinal);
            return error.Message;
        }
    }

    [Fact]
    public void An_empty_input_changes_nothing()
    {
        var layer = new FewFeatures();
        layer.ForwardWith([], [], NormGen.Moments.Of(9, new double[5], new double[5]));

        Assert.Equal(0, layer.BatchesTracked);
        Assert.All(layer.SavedRstd.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void One_sample_is_enough_where_the_statistics_are_given()
    {
        var layer = new FewFeatures();
        var output = new float[5];
        layer.ForwardWith([3, 3, 3, 3, 3], output, NormGen.Moments.Of(4, [1, 1, 1, 1, 1], [4, 4, 4, 4, 4]));

        Assert.All(output, value => Assert.Equal(2 / MathF.Sqrt(1 + 1e-5f), value, 1e-6f));
    }
}
