using System;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;
using NormGen.Samples.Study.Training;
using Xunit;

namespace NormGen.Study.Tests.Layers;

public sealed class GradientTests
{
    private const double Rounding = 2e-3;
    private const double Curvature = 2e-2;

    private static Start Start => new(new Random(3));

    [Theory]
    [InlineData(1, 5, 3)]
    [InlineData(4, 8, 16)]
    [InlineData(1, 64, 10)]
    public void Linear(int positions, int inputs, int outputs) =>
        FiniteDifferences.Check(new Linear(positions, inputs, outputs, hasBias: true, Start), batch: 3, Rounding);

    [Theory]
    [InlineData(8, 1, 16)]
    [InlineData(4, 3, 5)]
    public void Spatial_convolution(int side, int channels, int outputs) =>
        FiniteDifferences.Check(new SpatialConvolution(side, channels, outputs, Start), batch: 2, Rounding);

    [Theory]
    [InlineData(8, 16, 1)]
    [InlineData(8, 8, 2)]
    public void Depthwise_convolution(int side, int channels, int stride) =>
        FiniteDifferences.Check(new DepthwiseConvolution(side, channels, stride, hasBias: true, Start), batch: 2, Rounding);

    [Fact]
    public void Relu() => FiniteDifferences.Check(new Relu(21), batch: 3, Rounding);

    [Fact]
    public void Batch_norm_of_features() =>
        FiniteDifferences.Check(NormLayers.Create(Norm.Batch, Place.Features), batch: 9, Curvature);

    [Theory]
    [InlineData(12)]
    [InlineData(10)]
    public void Ghost_batch_norm(int batch) =>
        FiniteDifferences.Check(new GhostBatchNorm(() => NormLayers.Create(Norm.Batch, Place.Features), ghostSize: 4), batch, Curvature);

    [Theory]
    [InlineData(Norm.None)]
    [InlineData(Norm.Batch)]
    [InlineData(Norm.Layer)]
    public void Recurrent_network(Norm norm)
    {
        var random = new Random(11);
        var network = new Recurrent(norm, maximumBatch: 8, Start);
        var digits = DigitsData.Load().Training.Take(0, 8);
        var gradient = new float[8 * DigitsData.Classes];
        Loss.Of(network.Forward(digits.Pixels), digits.Labels, gradient);
        network.Backward(digits.Pixels, gradient);
        foreach (var parameter in network.Parameters.Where(parameter => parameter.IsTrainable))
        {
            var own = parameter.Gradient.ToArray();
            FiniteDifferences.Compare(own, parameter.Value.Span, () => Loss.Of(network.Forward(digits.Pixels), digits.Labels, []), Curvature, random);
        }
    }

    [Fact]
    public void Softmax_cross_entropy()
    {
        var random = new Random(2);
        var logits = FiniteDifferences.Values(random, 3 * DigitsData.Classes);
        int[] labels = [1, 7, 9];
        var gradient = new float[logits.Length];
        Loss.Of(logits, labels, gradient);

        FiniteDifferences.Compare(gradient, logits, () => Loss.Of(logits, labels, []), Rounding, random);
    }
}
