using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Digits.Layers;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>What normalization costs in time.</summary>
internal sealed class Cost : IExperiment
{
    private const int Batch = 32;

    public string Name => "Cost";

    public IEnumerable<Recipe> Recipes(Scale scale) => [];

    public Section Conclude(Findings findings)
    {
        var rounds = findings.Scale.IsQuick ? 60 : 600;
        var steps = Lines.AllNorms.Select(norm => Step(findings, norm, rounds)).ToList();
        var (folding, difference) = MeasureFolding(findings, rounds);
        return new Section(
            "cost",
            "The cost",
            "Normalization costs time in every training step; at inference batch norm can be folded into the convolution before it, which saves its pass.",
            $"The convolutional network, batches of {Batch}, on one thread. A training step is forward, loss, backward and update; normalization's share is the time in the generated layers' passes, their fused relu included. " +
            "Inference is that of frozen layers. Folding multiplies batch norm's scale into the convolution's weights and leaves a relu. Medians of many rounds.",
            Judge(steps, folding))
        {
            Figures =
            [
                new Figure(
                    "Microseconds for a batch of 32 images; where there is no normalization the share is that of the four relus in its places.",
                    Tables.Draw(
                        ["", "training step", "share of normalization", "frozen inference", "share of normalization"],
                        steps.Select(step => new[]
                        {
                            step.Norm.Text(), Micros(step.Training), Wording.Percent(step.TrainingShare), Micros(step.Inference), Wording.Percent(step.InferenceShare),
                        }))),
                new Figure(
                    $"Inference of the network with batch norm. The greatest difference between logits of the two is {Wording.Short(difference)}.",
                    Tables.Draw(
                        ["", "microseconds for 32 images"],
                        [["frozen", Micros(folding.Frozen)], ["folded", Micros(folding.Folded)]])),
            ],
            Caveats =
            [
                "The convolutions here are plain loops in a fixed order, slower than a tuned library's, so the shares are lower than in a tuned network.",
                "Times are this machine's in this run, and are the only numbers of this report that change from run to run.",
            ],
            Results = new { GreatestDifferenceOfFoldedLogits = difference },
            Timings = new { Steps = steps, Folding = folding },
        };
    }

    public static Verdict Judge(IReadOnlyList<StepCost> steps, FoldingCost folding)
    {
        var none = steps.Single(step => step.Norm == Norm.None);
        var others = steps.Where(step => step.Norm != Norm.None).ToList();
        var costs = others.Count(step => step.TrainingShare > none.TrainingShare);
        var saves = folding.Folded < folding.Frozen;
        var outcome = costs == others.Count && saves ? Outcome.Holds : costs > 0 || saves ? Outcome.HoldsInPart : Outcome.DoesNotHold;
        return new Verdict(
            outcome,
            $"Of a training step {Wording.List(others.Select(step => $"{Wording.Percent(step.TrainingShare)} went into {step.Norm.Text()}"))}, against {Wording.Percent(none.TrainingShare)} for the bare relus without. " +
            $"Of frozen inference batch norm took {Wording.Percent(others.Single(step => step.Norm == Norm.Batch).InferenceShare)}; folding it away " +
            $"{(saves ? "saved" : "cost")} {Wording.Percent(Math.Abs(1 - folding.Folded / folding.Frozen))} of the whole.");
    }

    private static StepCost Step(Findings findings, Norm norm, int rounds)
    {
        var digits = findings.Data.Training.Take(0, Batch);
        var network = Create(norm);
        var timed = new Sequential([.. network.Layers.Select(layer => new TimedLayer(layer))], Batch);
        var optimizer = Trainer.Optimizer(timed);
        var training = Measure(timed, rounds, () => Trainer.Step(timed, optimizer, digits.Pixels, digits.Labels, rate: 0.001));
        var frozen = new Sequential([.. network.Layers.Select(layer => new TimedLayer(new FrozenStep(layer)))], Batch);
        var inference = Measure(frozen, rounds, () => frozen.Infer(digits.Pixels));
        return new StepCost(norm, training.Total, training.Share, inference.Total, inference.Share);
    }

    private static Sequential Create(Norm norm) => Architectures.Convolutional(norm, Batch, new Start(new Random(1)));

    /// <summary>The median time of a round, and the part of it that normalizations, or the relus in their places, took.</summary>
    private static (double Total, double Share) Measure(Sequential network, int rounds, Action round)
    {
        var places = network.Layers.Cast<TimedLayer>().Skip(2).Where(layer => Own(layer) is NormStep or Relu).ToList();
        var (totals, shares) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            places.ForEach(place => place.Ticks = 0);
            var start = Stopwatch.GetTimestamp();
            round();
            var ticks = Stopwatch.GetTimestamp() - start;
            totals.Add((double)ticks / Stopwatch.Frequency);
            shares.Add(places.Sum(place => (double)place.Ticks) / ticks);
        }

        return (Median(totals), Median(shares));
    }

    private static ILayer Own(TimedLayer layer) => layer.Layer is FrozenStep frozen ? frozen.Layer : layer.Layer;

    private static (FoldingCost Cost, double Difference) MeasureFolding(Findings findings, int rounds)
    {
        var recipe = new Recipe(Architecture.Convolutional, Norm.Batch) { Seed = findings.Scale.FirstSeed, Epochs = 2, Images = findings.Scale.Images };
        var network = (Sequential)Trainer.Create(recipe);
        Trainer.Train(network, recipe, findings.Data);
        var frozen = new Sequential([.. network.Layers.Select(layer => new FrozenStep(layer))], Batch);
        var folded = FoldedNetwork.Of(network);
        var digits = findings.Data.HeldBack.Take(0, Batch);
        var difference = 0.0;
        var logits = frozen.Infer(digits.Pixels);
        var foldedLogits = folded.Infer(digits.Pixels);
        for (var i = 0; i < logits.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs((double)logits[i] - foldedLogits[i]));
        }

        // In turns, so that what else the machine does meets both.
        var (frozenTimes, foldedTimes) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            frozenTimes.Add(Time(frozen, digits));
            foldedTimes.Add(Time(folded, digits));
        }

        return (new FoldingCost(Median(frozenTimes), Median(foldedTimes)), difference);
    }

    private static double Time(Sequential network, DigitSet digits)
    {
        var start = Stopwatch.GetTimestamp();
        network.Infer(digits.Pixels);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static string Micros(double seconds) => (1e6 * seconds).ToString("F0", CultureInfo.InvariantCulture);
}

/// <summary>Seconds for a batch, and normalization's part of them.</summary>
internal sealed record StepCost(Norm Norm, double Training, double TrainingShare, double Inference, double InferenceShare);

/// <summary>Seconds of inference for a batch.</summary>
internal sealed record FoldingCost(double Frozen, double Folded);
