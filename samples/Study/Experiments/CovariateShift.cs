using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>How the distributions of what goes into the activations move while the network learns, layer by layer.</summary>
internal sealed class CovariateShift : IExperiment
{
    private const int HiddenLayers = 5;
    private const int Batch = 32;
    private const double Rate = 0.05;
    private const int StepsBetweenLooks = 10;

    public string Name => "Internal covariate shift";

    public IEnumerable<Recipe> Recipes(Scale scale) => [];

    public Section Conclude(Findings findings)
    {
        var none = findings.Scale.Seeds(5).Select(seed => Watch(findings, Norm.None, seed)).ToList();
        var batch = findings.Scale.Seeds(5).Select(seed => Watch(findings, Norm.Batch, seed)).ToList();
        var result = new ShiftResult(DriftByLayer(none), DriftByLayer(batch));
        return new Section(
            "covariate-shift",
            "Internal covariate shift",
            "Batch norm keeps the distributions of each layer's inputs stable while the layers before it learn.",
            $"A perceptron with {HiddenLayers} hidden layers learns; every {StepsBetweenLooks} steps the same 128 digits go through it in training mode and what goes into each relu is looked at. " +
            "Drift is the distance between a unit's distribution over these digits now and one look before (the mean distance of their sorted values, Wasserstein 1), in standard deviations of that unit; averaged over units and looks.",
            Judge(result))
        {
            Figures =
            [
                Quantiles("Without normalization: a unit of the last hidden layer", none[0]),
                Quantiles("With batch norm: a unit of the last hidden layer", batch[0]),
                Draw(result),
            ],
            Caveats =
            [
                "That mean and variance stand still behind a normalization is so by construction (up to gamma and beta); drift counts the whole distribution, and so also what its shape does.",
                "A stable distribution is not the reason for faster training, or not the only one: Santurkar et al. (2018) train networks with batch norm and noise added behind it as fast.",
            ],
            Results = result,
        };
    }

    public static Verdict Judge(ShiftResult result)
    {
        var calmer = result.None.Zip(result.Batch).Count(pair => pair.First.IsClearlyAbove(pair.Second));
        var outcome = calmer == HiddenLayers ? Outcome.Holds : calmer > 0 ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"Between two looks the distributions moved by {List(result.None)} standard deviations in layers 1 to {HiddenLayers} without normalization, by {List(result.Batch)} with batch norm: " +
            $"clearly less in {calmer} of {HiddenLayers} layers.");
    }

    private static string List(IReadOnlyList<Sample> samples) =>
        Wording.List(samples.Select(sample => Wording.Number(Math.Round(sample.Mean, 2))));

    /// <summary>Trains, and keeps the sorted values of each unit at each look: [look][layer][unit][rank].</summary>
    private static List<float[][][]> Watch(Findings findings, Norm norm, int seed)
    {
        var network = Architectures.Dense(norm, HiddenLayers, Evaluation.Batch, new Start(new Random(seed)));
        var optimizer = Trainer.Optimizer(network);
        var probe = findings.Data.Training.Take(0, Evaluation.Batch);
        var random = new Random(~seed);
        var looks = new List<float[][][]> { Look(network, probe) };
        var step = 0;
        for (var epoch = 0; epoch < findings.Scale.Epochs(6); epoch++)
        {
            var digits = Augmentation.Vary(findings.Data.Training.Take(0, findings.Scale.Images), random);
            Evaluation.ForEachBatch(digits, Batch, (pixels, labels) =>
            {
                Trainer.Step(network, optimizer, pixels, labels, Rate);
                if (++step % StepsBetweenLooks == 0)
                {
                    looks.Add(Look(network, probe));
                }
            });
        }

        return looks;
    }

    private static float[][][] Look(Sequential network, DigitSet probe)
    {
        network.Forward(probe.Pixels);
        return
        [
            .. network.Layers.Select((layer, index) => (layer, index)).Where(pair => pair.layer is Relu).Select(pair =>
            {
                var values = network.Input(pair.index, probe.Pixels).ToArray();
                return Enumerable.Range(0, Architectures.Features).Select(unit => Sorted(values, unit)).ToArray();
            }),
        ];
    }

    private static float[] Sorted(float[] values, int unit)
    {
        var own = new float[values.Length / Architectures.Features];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = values[i * Architectures.Features + unit];
        }

        Array.Sort(own);
        return own;
    }

    private static IReadOnlyList<Sample> DriftByLayer(List<List<float[][][]>> seeds) =>
        [.. Enumerable.Range(0, HiddenLayers).Select(layer => Sample.Of(seeds.Select(looks => Drift(looks, layer))))];

    private static double Drift(List<float[][][]> looks, int layer)
    {
        var sum = 0.0;
        for (var look = 1; look < looks.Count; look++)
        {
            for (var unit = 0; unit < Architectures.Features; unit++)
            {
                sum += Distance(looks[look - 1][layer][unit], looks[look][layer][unit]);
            }
        }

        return sum / ((looks.Count - 1) * Architectures.Features);
    }

    /// <summary>The mean distance of sorted values, in standard deviations of the first.</summary>
    internal static double Distance(float[] before, float[] after)
    {
        double distance = 0, mean = 0, squares = 0;
        for (var i = 0; i < before.Length; i++)
        {
            distance += Math.Abs((double)after[i] - before[i]);
            mean += before[i];
        }

        mean /= before.Length;
        foreach (var value in before)
        {
            squares += (value - mean) * (value - mean);
        }

        // A unit that has the same value for all digits has no unit of length; it counts as not moving.
        return squares > 0 ? distance / before.Length / Math.Sqrt(squares / before.Length) : 0;
    }

    private static Figure Quantiles(string title, List<float[][][]> looks)
    {
        var ranks = new[] { (Name: "15th percentile", Rank: 19), (Name: "median", Rank: 64), (Name: "85th percentile", Rank: 108) };
        return new Figure(
            "Percentiles over the 128 digits of what goes into one relu.",
            new LineChart(
                title,
                new Axis("steps"),
                new Axis("input of the relu"),
                [.. ranks.Select((rank, i) => new ChartLine(rank.Name, i, [.. looks.Select((look, n) => new ChartPoint(n * StepsBetweenLooks, look[^1][0][rank.Rank]))]))]).Draw());
    }

    private static Figure Draw(ShiftResult result) => new(
        "Mean over the seeds; the band goes from the least to the greatest.",
        new LineChart(
            $"Drift in {StepsBetweenLooks} steps, by layer",
            new Axis("hidden layer") { Ticks = [1, 2, 3, 4, 5] },
            new Axis("standard deviations"),
            [
                Lines.Of(Norm.None, result.None.Select((sample, layer) => Lines.Range(layer + 1, sample))),
                Lines.Of(Norm.Batch, result.Batch.Select((sample, layer) => Lines.Range(layer + 1, sample))),
            ]).Draw());
}

/// <summary>The drift in each layer.</summary>
internal sealed record ShiftResult(IReadOnlyList<Sample> None, IReadOnlyList<Sample> Batch);
