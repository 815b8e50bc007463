using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>How much the normalized value of one example depends on what else is in its batch.</summary>
internal sealed class StatisticsNoise : IExperiment
{
    // Below this batch size a value can no longer go far from 0, however much the statistics vary.
    private const int LeastFitted = 8;

    private static readonly int[] Sizes = [2, 4, 8, 16, 32, 64, 128];

    public string Name => "Noise of batch statistics";

    public IEnumerable<Recipe> Recipes(Scale scale) => [];

    public Section Conclude(Findings findings)
    {
        var draws = findings.Scale.IsQuick ? 60 : 300;
        var seed = findings.Scale.FirstSeed;
        var batch = Measure(findings, Norm.Batch, draws, seed);
        var layer = Measure(findings, Norm.Layer, draws, seed);
        var result = new NoiseResult(Sizes, batch, layer, Slope(Sizes, batch));
        return new Section(
            "noise",
            "The noise of batch statistics",
            "Batch statistics make the value of an example depend on its companions; this noise falls as 1 / batch size, and per-sample normalizations have none.",
            $"A perceptron is trained with batches of 32. Then one held-back digit goes through it {draws} times in training mode, each time among other randomly drawn digits. " +
            "The variance of its 64 normalized values behind the second dense layer over these draws, averaged over the features, is the noise.",
            Judge(result))
        {
            Figures = [Draw(result)],
            Caveats =
            [
                "With 2 in a batch a normalized value is +1 or -1, whatever the network computes: the noise cannot grow further, and the line bends. The slope is fitted from 8 up.",
            ],
            Results = result,
        };
    }

    public static Verdict Judge(NoiseResult result)
    {
        var follows = result.Slope is > -1.3 and < -0.7;
        var isSilent = result.Layer.All(variance => variance == 0);
        var outcome = follows && isSilent ? Outcome.Holds : follows || isSilent ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"The variance of batch norm's values fell from {Wording.Short(result.Batch[0])} at batches of {result.Sizes[0]} to " +
            $"{Wording.Short(result.Batch[^1])} at {result.Sizes[^1]}, from {LeastFitted} on as the batch size to the power {Wording.Number(Math.Round(result.Slope, 2))}; " +
            $"layer norm's was {(isSilent ? "exactly 0, the same bits in any company" : "up to " + Wording.Short(result.Layer.Max()))}.");
    }

    private static double[] Measure(Findings findings, Norm norm, int draws, int seed)
    {
        var recipe = new Recipe(Architecture.Perceptron, norm) { Seed = seed, Epochs = 2, Images = findings.Scale.Images };
        var network = (Sequential)Trainer.Create(recipe);
        Trainer.Train(network, recipe, findings.Data);
        var place = network.Layers.Select((layer, index) => (layer, index)).Where(pair => pair.layer is NormStep).ElementAt(1).index;
        var random = new Random(seed);
        return Array.ConvertAll(Sizes, size => Variance(network, place, findings.Data, size, draws, random));
    }

    /// <summary>The variance over draws of a fixed example's values, averaged over the features.</summary>
    private static double Variance(Sequential network, int place, DigitsData data, int size, int draws, Random random)
    {
        var pixels = new float[size * DigitsData.PixelsPerImage];
        data.HeldBack.Image(0).CopyTo(pixels);
        var moments = new Welford[Architectures.Features];
        for (var draw = 0; draw < draws; draw++)
        {
            for (var companion = 1; companion < size; companion++)
            {
                data.Training.Image(random.Next(data.Training.Count)).CopyTo(pixels.AsSpan(companion * DigitsData.PixelsPerImage));
            }

            network.Forward(pixels);
            for (var feature = 0; feature < moments.Length; feature++)
            {
                moments[feature].Add(network.Output(place, size)[feature]);
            }
        }

        var sum = 0.0;
        foreach (var moment in moments)
        {
            sum += moment.Variance;
        }

        return sum / moments.Length;
    }

    /// <summary>The slope of the line through the points on logarithmic axes, by least squares.</summary>
    private static double Slope(IReadOnlyList<int> sizes, IReadOnlyList<double> variances)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (var i = 0; i < sizes.Count; i++)
        {
            if (sizes[i] >= LeastFitted)
            {
                var (logSize, logVariance) = (ExactMath.Log(sizes[i]), ExactMath.Log(variances[i]));
                (n, x, y, xx, xy) = (n + 1, x + logSize, y + logVariance, xx + logSize * logSize, xy + logSize * logVariance);
            }
        }

        return (n * xy - x * y) / (n * xx - x * x);
    }

    private static Figure Draw(NoiseResult result)
    {
        var anchor = result.Sizes.ToList().IndexOf(LeastFitted);
        var line = result.Sizes.Select(size => new ChartPoint(size, result.Batch[anchor] * LeastFitted / size));
        return new Figure(
            "Both axes are logarithmic. Layer norm's variance is 0, which has no place on this axis.",
            new LineChart(
                "Variance of the normalized values of one example",
                new Axis("images in the batch") { IsLogarithmic = true, Ticks = [.. result.Sizes.Select(size => (double)size)] },
                new Axis("variance") { IsLogarithmic = true },
                [
                    Lines.Of(Norm.Batch, result.Sizes.Select((size, i) => new ChartPoint(size, result.Batch[i]))),
                    new ChartLine("proportional to 1 / batch size", 5, [.. line]),
                ]).Draw());
    }

    /// <summary>A variance one value at a time.</summary>
    private struct Welford
    {
        private int count;
        private double mean;
        private double squares;

        public readonly double Variance => squares / count;

        public void Add(double value)
        {
            count++;
            var distance = value - mean;
            mean += distance / count;
            squares += distance * (value - mean);
        }
    }
}

/// <summary>The noise at each batch size.</summary>
/// <param name="Sizes">The batch sizes.</param>
/// <param name="Batch">Batch norm's variance at each.</param>
/// <param name="Layer">Layer norm's.</param>
/// <param name="Slope">The power of the batch size that batch norm's follows.</param>
internal sealed record NoiseResult(IReadOnlyList<int> Sizes, IReadOnlyList<double> Batch, IReadOnlyList<double> Layer, double Slope);
