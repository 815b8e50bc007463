using System;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>Results of a trial measured against the reference, each in units of its bound.</summary>
internal static class Accuracy
{
    public static ErrorRatio OfInference(Trial trial)
    {
        var mean = Widen(trial.Layer.Statistics.RunningMean);
        var variance = Widen(trial.Layer.Statistics.RunningVariance);
        var normalized = BatchNormReference.Standardize(trial.Input, trial.View, mean, variance, trial.Case.Epsilon);
        var expected = BatchNormReference.Infer(
            trial.Input,
            trial.View,
            trial.Layer.Gamma,
            trial.Layer.Beta,
            trial.Layer.Statistics.RunningMean,
            trial.Layer.Statistics.RunningVariance,
            trial.Case.Epsilon,
            trial.Case.Activation);
        return ErrorRatio.Of(trial.Output, expected, OutputBounds(trial, normalized, mean));
    }

    public static ErrorRatio OfForward(Trial trial)
    {
        var expected = BatchNormReference.Forward(
            trial.Input, trial.View, trial.Layer.Gamma, trial.Layer.Beta, trial.Case.Epsilon, trial.Case.Activation);
        var bounds = OutputBounds(trial, trial.Normalized.Values, trial.Normalized.Statistics.Mean);
        return ErrorRatio.Of(trial.Output, expected, bounds);
    }

    public static ErrorRatio OfSavedStatistics(Trial trial)
    {
        var statistics = trial.Normalized.Statistics;
        var rstd = new double[trial.View.Channels];
        for (var channel = 0; channel < rstd.Length; channel++)
        {
            rstd[channel] = statistics.Rstd(channel, trial.Case.Epsilon);
        }

        // Stricter than promised: sigma says nothing of rstd, which is as good as its own magnitude.
        var saved = trial.Layer.Statistics;
        return ErrorRatio.Max(
            ErrorRatio.Of(saved.SavedMean, statistics.Mean, ErrorBounds.Statistics(statistics.Mean, statistics.Variance)),
            ErrorRatio.Of(saved.SavedRstd, rstd, ErrorBounds.Statistics(rstd, new double[rstd.Length])));
    }

    /// <summary>Running statistics after one forward pass from 0 and 1.</summary>
    public static ErrorRatio OfRunningStatistics(Trial trial)
    {
        var statistics = trial.Normalized.Statistics;
        var momentum = double.IsNaN(trial.Case.Momentum) ? 1 : trial.Case.Momentum;
        var mean = new double[trial.View.Channels];
        var variance = new double[trial.View.Channels];
        for (var channel = 0; channel < mean.Length; channel++)
        {
            mean[channel] = BatchNormReference.UpdateRunning(0, statistics.Mean[channel], momentum);
            variance[channel] = BatchNormReference.UpdateRunning(
                1, statistics.Variance[channel], momentum, trial.View.PerChannel);
        }

        var running = trial.Layer.Statistics;
        return ErrorRatio.Max(
            ErrorRatio.Of(running.RunningMean, mean, ErrorBounds.Statistics(mean, statistics.Variance)),
            ErrorRatio.Of(running.RunningVariance, variance, ErrorBounds.Statistics(variance, statistics.Variance)));
    }

    /// <summary>The gradients by the input, gamma and beta: the worst of them.</summary>
    public static ErrorRatio OfGradients(Trial trial)
    {
        var gradient = trial.GradientBeforeActivation();
        var expected = BatchNormReference.Backward(
            trial.Input, gradient, trial.View, trial.Layer.Gamma, trial.Layer.Beta, trial.Case.Epsilon);
        var bounds = ErrorBounds.InputGradient(trial.Normalized, gradient, trial.Layer.Gamma, trial.Case.Activation);
        var worst = ErrorRatio.Of(trial.InputGradient, expected.Input, bounds);
        if (trial.Layer.Affine is not { } affine)
        {
            return worst;
        }

        var gamma = ErrorBounds.GammaGradient(trial.Normalized, gradient, expected.Gamma);
        var beta = ErrorBounds.BetaGradient(trial.Normalized, gradient, expected.Beta);
        worst = ErrorRatio.Max(worst, ErrorRatio.Of(affine.GammaGradient, expected.Gamma, gamma));
        return ErrorRatio.Max(worst, ErrorRatio.Of(affine.BetaGradient, expected.Beta, beta));
    }

    /// <summary>Fails with everything needed to run the case again.</summary>
    public static ErrorRatio Require(Trial trial, string what, Fill fill, ErrorRatio ratio)
    {
        Assert.True(ratio.Worst <= 1, $"{trial.Case} {what}, {fill}, batch {trial.Batch}, {trial.View}: {ratio}");
        return ratio;
    }

    public static double[] Widen(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);

    private static double[] OutputBounds(Trial trial, double[] normalized, ReadOnlySpan<double> mean) => ErrorBounds.Output(
        trial.Input, normalized, trial.View, trial.Layer.Gamma, trial.Layer.Beta, mean, trial.Case.Activation);
}
