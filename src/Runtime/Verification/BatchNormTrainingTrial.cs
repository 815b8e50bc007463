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
    private readonly StatisticsCheck statistics;

    public BatchNormTrainingTrial(BatchNormState state, LayerCalls calls)
    {
        this.state = state;
        this.calls = calls;
        options = state.Options;
        trial = calls.Trial;
        normalized = trial.Normalized;
        statistics = new StatisticsCheck(calls);
    }

    public void Run()
    {
        var runningMean = Widened.Of(state.RunningMean);
        var runningVariance = Widened.Of(state.RunningVariance);
        var expected = BatchNormReference.Forward(
            trial.Input,
            trial.View,
            state.Gamma,
            state.Beta,
            options.Epsilon,
            options.Activation,
            trial.Residual,
            trial.Traits.Activation.Alpha);
        var value = new PreActivation(normalized, Widened.Of(state.Gamma), state.Beta, trial.Residual, trial.Traits.Activation);
        var due = DueOutput.Of(state, trial.Traits, value, expected);
        var batches = state.BatchesTracked == long.MaxValue ? long.MaxValue : state.BatchesTracked + 1;
        var output = calls.Output(Pass.Forward);
        calls.Log.Require(trial, Pass.Forward, "output", output, due.Values, due.Bounds);
        statistics.RequireSaved(state.SavedMean, state.SavedRstd);
        RequireRunningStatistics(runningMean, runningVariance, batches);

        RunBackward(value, output);
        calls.RequireSameInPlace(Pass.Forward, output);
    }

    private void RunBackward(PreActivation value, float[] output)
    {
        var gradient = GradientBeforeActivation.Of(state, trial.Traits, value, output, trial.OutputGradient);
        var expected = BatchNormReference.BackwardBeforeActivation(
            trial.Input, gradient.Values, trial.View, state.Gamma, options.Epsilon);
        var bounds = ErrorBounds.InputGradient(normalized, gradient, Widened.Of(state.Gamma));
        new GradientCheck(state, calls, normalized).Run(Pass.Backward, gradient, expected, bounds);
    }

    private void RequireRunningStatistics(double[] mean, double[] variance, long batches)
    {
        var (dialect, momentum, count) = (options.Dialect, options.Momentum, trial.View.PerChannel);
        var expectedMean = PerChannel(channel =>
            RunningReference.Mean(mean[channel], normalized.Mean[channel], dialect, momentum, batches));
        var expectedVariance = PerChannel(channel =>
            RunningReference.Variance(variance[channel], normalized.Variance[channel], count, dialect, momentum, batches));
        statistics.Require("running mean", state.RunningMean, expectedMean, normalized.Variance);
        statistics.Require("running variance", state.RunningVariance, expectedVariance, normalized.Variance);
        calls.Log.Require(trial, Pass.Forward, "number of batches tracked", [state.BatchesTracked], [(float)batches], [0]);
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
