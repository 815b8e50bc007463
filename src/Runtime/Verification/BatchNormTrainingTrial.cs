using System;
using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>The passes of batch norm that normalize by the statistics of the input.</summary>
internal sealed class BatchNormTrainingTrial
{
    private readonly BatchNormState state;
    private readonly BatchNormOptions options;
    private readonly LayerCalls calls;
    private readonly TrialTensors trial;
    private readonly NormalizedInput normalized;

    public BatchNormTrainingTrial(BatchNormState state, LayerCalls calls)
    {
        this.state = state;
        this.calls = calls;
        options = state.Options;
        trial = calls.Trial;
        normalized = new NormalizedInput(trial.Input, trial.View, options.Epsilon);
    }

    public void Run()
    {
        var runningMean = Widened.Of(state.RunningMean);
        var runningVariance = Widened.Of(state.RunningVariance);
        var expected = BatchNormReference.Forward(
            trial.Input, trial.View, state.Gamma, state.Beta, options.Epsilon, options.Activation, trial.Residual);
        var bounds = ErrorBounds.Output(normalized, state.Gamma, state.Beta, options.Activation, trial.Residual);
        var batches = state.BatchesTracked == long.MaxValue ? long.MaxValue : state.BatchesTracked + 1;
        var output = calls.Output(Pass.Forward);
        calls.Log.Require(trial, Pass.Forward, "output", output, expected, bounds);
        RequireSavedStatistics();
        RequireRunningStatistics(runningMean, runningVariance, batches);

        RunBackward(output);
        calls.RequireSameInPlace(Pass.Forward, output);
    }

    private void RunBackward(float[] output)
    {
        var gradient = GradientBeforeActivation.Of(options.Activation, output, trial.OutputGradient);
        var expected = BatchNormReference.Backward(
            trial.Input, gradient, trial.View, state.Gamma, state.Beta, options.Epsilon);
        var bounds = ErrorBounds.InputGradient(normalized, gradient, state.Gamma, options.Activation);
        BatchNormGradientCheck.Run(state, calls, Pass.Backward, normalized, gradient, expected, bounds);
    }

    // Stricter than promised: sigma says nothing of rstd, which is as good as its own magnitude.
    private void RequireSavedStatistics()
    {
        var rstd = PerChannel(normalized.Rstd);
        RequireStatistics("saved mean", state.SavedMean, normalized.Mean, normalized.Variance);
        RequireStatistics("saved rstd", state.SavedRstd, rstd, new double[rstd.Length]);
    }

    private void RequireRunningStatistics(double[] mean, double[] variance, long batches)
    {
        var (dialect, momentum, count) = (options.Dialect, options.Momentum, trial.View.PerChannel);
        var expectedMean = PerChannel(channel =>
            RunningReference.Mean(mean[channel], normalized.Mean[channel], dialect, momentum, batches));
        var expectedVariance = PerChannel(channel =>
            RunningReference.Variance(variance[channel], normalized.Variance[channel], count, dialect, momentum, batches));
        RequireStatistics("running mean", state.RunningMean, expectedMean, normalized.Variance);
        RequireStatistics("running variance", state.RunningVariance, expectedVariance, normalized.Variance);
        calls.Log.Require(trial, Pass.Forward, "number of batches tracked", [state.BatchesTracked], [(float)batches], [0]);
    }

    // What IEEE arithmetic gives for the statistics of NaN and infinity depends on the order of the sums.
    private void RequireStatistics(string name, ReadOnlySpan<float> actual, double[] expected, double[] variance)
    {
        for (var channel = 0; channel < expected.Length; channel++)
        {
            expected[channel] = double.IsFinite(normalized.Variance[channel]) ? expected[channel] : actual[channel];
        }

        calls.Log.Require(trial, Pass.Forward, name, actual, expected, ErrorBounds.Statistics(expected, variance));
    }

    private double[] PerChannel(Func<int, double> value)
    {
        var values = new double[trial.View.Channels];
        for (var channel = 0; channel < values.Length; channel++)
        {
            values[channel] = value(channel);
        }

        return values;
    }
}
