using System;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Every pass of every layer on every kind of data, element by element within the promised bounds.</summary>
public class AccuracyTests(ITestOutputHelper report)
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Infer_is_within_its_bound(string name) => RequireOverFills(
        name, "Infer", trial => Accuracy.OfInference(trial.WithRunningStatisticsOfInput().Infer()));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Frozen_Infer_is_within_its_bound(string name) => RequireOverFills(
        name, "Frozen.Infer", trial => Accuracy.OfInference(trial.WithRunningStatisticsOfInput().InferFrozen()));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Forward_is_within_its_bound(string name) => RequireOverFills(
        name, "Forward", trial => Accuracy.OfForward(trial.Forward()));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Saved_statistics_are_within_their_bound(string name) => RequireOverFills(
        name, "Saved", trial => Accuracy.OfSavedStatistics(trial.Forward()));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Running_statistics_are_within_their_bound(string name) => RequireOverFills(
        name, "Running", trial => Accuracy.OfRunningStatistics(trial.Forward()));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_are_within_their_bounds(string name) => RequireOverFills(
        name, "Backward", trial => Accuracy.OfGradients(trial.Forward().Backward()));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_are_within_their_bounds_for_every_output_gradient(string name)
    {
        foreach (var fill in new[] { Fills.Normal, Fills.Exact, Fills.LargeMean })
        {
            foreach (var gradient in GradientFills.All)
            {
                var trial = TrialSizes.Usual(LayerCases.Named(name), fill, gradient).Forward().Backward();
                Accuracy.Require(trial, $"Backward, {gradient}", fill, Accuracy.OfGradients(trial));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Constant_input_gives_exactly_beta(string name)
    {
        foreach (var fill in Fills.All.Where(fill => fill.Name.StartsWith("constant", StringComparison.Ordinal)))
        {
            var trial = TrialSizes.Usual(LayerCases.Named(name), fill).Forward();
            for (var index = 0; index < trial.Output.Length; index++)
            {
                var beta = trial.Layer.Beta[trial.View.ChannelOf(index)];
                Assert.Equal(trial.Case.Activation == Activation.Relu ? Math.Max(beta, 0) : beta, trial.Output[index]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Exact_input_has_exact_statistics(string name)
    {
        var trial = TrialSizes.Usual(LayerCases.Named(name), Fills.Exact).Forward();
        var exact = NormGen.Reference.ChannelStatistics.Of(trial.Input, trial.View);
        for (var channel = 0; channel < trial.View.Channels; channel++)
        {
            Assert.Equal((float)exact.Mean[channel], trial.Layer.Statistics.SavedMean[channel]);
            Assert.Equal((float)exact.Rstd(channel, trial.Case.Epsilon), trial.Layer.Statistics.SavedRstd[channel]);
        }
    }

    private void RequireOverFills(string name, string what, Func<Trial, ErrorRatio> measure)
    {
        var worst = default(ErrorRatio);
        var worstFill = Fills.Normal;
        foreach (var fill in Fills.All.Where(fill => fill.Bounded))
        {
            var trial = TrialSizes.Usual(LayerCases.Named(name), fill);
            var ratio = Accuracy.Require(trial, what, fill, measure(trial));
            worstFill = ratio.Worst > worst.Worst ? fill : worstFill;
            worst = ErrorRatio.Max(worst, ratio);
        }

        report.WriteLine($"{name} {what}, {worstFill}: {worst}");
    }
}
