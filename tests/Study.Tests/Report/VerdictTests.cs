using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Study.Experiments;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;
using Xunit;

namespace NormGen.Study.Tests.Report;

/// <summary>Every verdict on made-up numbers that speak for its claim, for a part of it, and against it.</summary>
public sealed class VerdictTests
{
    private static readonly double[] TwoSizes = [1, 32];

    private static readonly double[] TwoRates = [0.1, 0.3];

    [Theory]
    [InlineData(0.9, 0.9, Outcome.Holds)]
    [InlineData(0.9, 0.5, Outcome.HoldsInPart)]
    [InlineData(0.5, 0.3, Outcome.DoesNotHold)]
    public void Convergence(double batch, double layer, Outcome expected)
    {
        var curves = new Dictionary<Norm, IReadOnlyList<Sample>>
        {
            [Norm.None] = [Around(0.4), Around(0.6)],
            [Norm.Batch] = [Around(batch), Around(batch)],
            [Norm.Layer] = [Around(layer), Around(layer)],
        };
        var verdict = NormGen.Samples.Study.Experiments.Convergence.Judge([new ConvergenceResult("perceptron", 2, curves, curves)]);

        Holds(expected, verdict, "after the first epoch 40.0");
    }

    [Theory]
    [InlineData(0.9, 0.9, Outcome.Holds)]
    [InlineData(0.9, 0.7, Outcome.HoldsInPart)]
    [InlineData(0.7, 0.7, Outcome.DoesNotHold)]
    public void Learning_rate(double batch, double layer, Outcome expected) => Holds(
        expected,
        LearningRate.Judge(
        [
            Swept(Norm.None, TwoRates, 0.9, 0.1),
            Swept(Norm.Batch, TwoRates, 0.9, batch),
            Swept(Norm.Layer, TwoRates, 0.9, layer),
        ]),
        expected == Outcome.DoesNotHold ? "0.1 with batch norm" : "0.3 with batch norm (3 times)");

    [Theory]
    [InlineData(0.9, 0.9, Outcome.Holds)]
    [InlineData(0.9, 0.7, Outcome.HoldsInPart)]
    [InlineData(0.7, 0.7, Outcome.DoesNotHold)]
    public void Initialization(double batch, double layer, Outcome expected) => Holds(
        expected,
        NormGen.Samples.Study.Experiments.Initialization.Judge(
        [
            Swept(Norm.None, TwoRates, 0.1, 0.9),
            Swept(Norm.Batch, TwoRates, batch, 0.9),
            Swept(Norm.Layer, TwoRates, layer, 0.9),
        ]),
        "1 (x 0.3) without normalization");

    [Fact]
    public void A_setting_counts_as_trained_only_if_every_seed_learnt() =>
        Assert.Empty(new SweepResult(Norm.None, [1], [new Sample([0.99, 0.79])]).Trained);

    [Theory]
    [InlineData(0.6, 0.9, Outcome.Holds)]
    [InlineData(0.6, 0.55, Outcome.HoldsInPart)]
    [InlineData(0.9, 0.8, Outcome.DoesNotHold)]
    public void Batch_size(double smallBatch, double smallGroup, Outcome expected) => Holds(
        expected,
        BatchSize.Judge([Swept(Norm.Batch, TwoSizes, smallBatch, 0.9), Swept(Norm.Group, TwoSizes, smallGroup, 0.9)]),
        "batch norm went from 90.0");

    [Theory]
    [InlineData(-1.02, 0, Outcome.Holds)]
    [InlineData(-0.2, 0, Outcome.HoldsInPart)]
    [InlineData(-0.2, 0.1, Outcome.DoesNotHold)]
    public void Noise(double slope, double layer, Outcome expected) =>
        Holds(expected, StatisticsNoise.Judge(new NoiseResult([8, 16], [0.2, 0.1], [layer, layer], slope)), "fell from 0.2 at batches of 8");

    [Theory]
    [InlineData(0.05, 0.1, Outcome.Holds)]
    [InlineData(0.05, 0.05, Outcome.HoldsInPart)]
    [InlineData(0.1, 0.2, Outcome.DoesNotHold)]
    public void Regularization(double batch, double layer, Outcome expected) => Holds(
        expected,
        NormGen.Samples.Study.Experiments.Regularization.Judge([Gap(Norm.None, 0.1), Gap(Norm.Batch, batch), Gap(Norm.Layer, layer)]),
        "10.0 ± 0.1 % without normalization");

    [Theory]
    [InlineData(0.9, 0.9, Outcome.Holds)]
    [InlineData(0.9, 0.5, Outcome.HoldsInPart)]
    [InlineData(0.5, 0.9, Outcome.DoesNotHold)]
    public void Running_statistics(double tenth, double slow, Outcome expected) => Holds(
        expected,
        RunningStatistics.Judge(new RunningResult([Around(0.9)], new Dictionary<Following, IReadOnlyList<Sample>>
        {
            [Following.Tenth] = [Around(tenth)],
            [Following.Slow] = [Around(slow)],
        })),
        "whole training set gave 90.0");

    [Theory]
    [InlineData(0.1, 0.1, Outcome.Holds)]
    [InlineData(0.1, 0.9, Outcome.HoldsInPart)]
    [InlineData(0.9, 0.9, Outcome.DoesNotHold)]
    public void Covariate_shift(double inner, double last, Outcome expected) => Holds(
        expected,
        CovariateShift.Judge(new ShiftResult(Five(0.5, 0.5), Five(inner, last))),
        "0.5, 0.5, 0.5, 0.5 and 0.5 standard deviations");

    [Theory]
    [InlineData(10, 1.1, Outcome.Holds)]
    [InlineData(10, 5, Outcome.HoldsInPart)]
    [InlineData(1, 1.1, Outcome.DoesNotHold)]
    public void Gradients(double none, double layer, Outcome expected) => Holds(
        expected,
        GradientDepth.Judge(
        [
            new DepthResult(Norm.None, 2, [none * none, none, 1]),
            new DepthResult(Norm.Batch, 2, [1, 1, 1]),
            new DepthResult(Norm.Layer, 2, [layer * layer, layer, 1]),
        ]),
        "(weights x 2) without normalization");

    [Theory]
    [InlineData(0.9, 0.8, Outcome.Holds)]
    [InlineData(0.6, 0.8, Outcome.HoldsInPart)]
    [InlineData(0.5, 0.5, Outcome.DoesNotHold)]
    public void Recurrent(double layer, double batch, Outcome expected) => Holds(
        expected,
        RowByRow.Judge(
        [
            new RecurrentResult(Norm.None, 1, [Around(0.6)]),
            new RecurrentResult(Norm.Layer, 1, [Around(layer)]),
            new RecurrentResult(Norm.Batch, 1, [Around(batch)]),
            new RecurrentResult(Norm.Batch, 0.1, [Around(0.3)]),
        ]),
        "60.0 ± 0.1 % were recognized without normalization");

    [Theory]
    [InlineData(0.001, 0.9, Outcome.Holds)]
    [InlineData(0.3, 0.9, Outcome.HoldsInPart)]
    [InlineData(0.3, 0.5, Outcome.DoesNotHold)]
    public void Contrast(double after, double instance, Outcome expected) => Holds(
        expected,
        Style.Judge(new StyleResult(0.3, after, [1, 0.1],
        [
            new ContrastCurve(Norm.None, [Around(0.9), Around(0.6)]),
            new ContrastCurve(Norm.Instance, [Around(0.9), Around(instance)]),
        ])),
        "differed by 0.3 on average");

    [Theory]
    [InlineData(0.95, 0.05, Outcome.Holds)]
    [InlineData(0.9, 0.05, Outcome.HoldsInPart)]
    [InlineData(0.8, 0.2, Outcome.DoesNotHold)]
    public void Ghost_batches(double accuracy, double gap, Outcome expected) => Holds(
        expected,
        GhostBatches.Judge([Ghost(8, accuracy, gap), Ghost(0, 0.9, 0.1)]),
        "whole batch 90.0");

    [Theory]
    [InlineData(0.2, 0.9, Outcome.Holds)]
    [InlineData(0.2, 1.1, Outcome.HoldsInPart)]
    [InlineData(0.01, 1.1, Outcome.DoesNotHold)]
    public void Cost(double share, double folded, Outcome expected) => Holds(
        expected,
        NormGen.Samples.Study.Experiments.Cost.Judge(
            [new StepCost(Norm.None, 1, 0.05, 1, 0.05), new StepCost(Norm.Batch, 1, share, 1, share)], new FoldingCost(1, folded)),
        folded < 1 ? "saved 10.0 %" : "cost 10.0 %");

    private static void Holds(Outcome expected, Verdict verdict, string text)
    {
        Assert.Equal(expected, verdict.Outcome);
        Assert.Contains(text, verdict.Text, StringComparison.Ordinal);
        Assert.EndsWith(".", verdict.Text, StringComparison.Ordinal);
    }

    private static Sample Around(double value) => new([value - 0.001, value, value + 0.001]);

    private static SweepResult Swept(Norm norm, double[] values, params double[] accuracies) => new(norm, values, [.. accuracies.Select(Around)]);

    private static GapResult Gap(Norm norm, double gap) => new(norm, Around(1), Around(1 - gap), Around(gap), Around(0.1), Around(0.5), Around(gap));

    private static GhostResult Ghost(int size, double accuracy, double gap) =>
        new(size, Around(1), Around(accuracy), Around(gap), Around(0.5), [Around(accuracy)]);

    private static Sample[] Five(double value, double last) => [Around(value), Around(value), Around(value), Around(value), Around(last)];
}
