using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>The passes of group, instance, layer and RMS norm.</summary>
internal sealed class SampleNormTrial(SampleNormState state, LayerCalls calls)
{
    private readonly TrialTensors trial = calls.Trial;
    private readonly LayerTraits traits = calls.Trial.Traits;
    private readonly double[] scale = AffineReference.Scale(state.Gamma, calls.Trial.Traits.UnitOffset);

    public void Run()
    {
        var expected = SampleNormReference.Forward(
            trial.Normalized.Input,
            trial.Groups,
            state.Gamma,
            state.Beta,
            traits.Epsilon,
            traits.HasMean,
            traits.UnitOffset,
            traits.Activation.Kind,
            trial.Added,
            traits.Activation.Alpha);
        var value = new PreActivation(trial.Normalized, scale, state.Beta, trial.Added, traits.Activation);
        var due = DueOutput.Of(state, traits, value, expected);
        InferenceCheck.Run(calls, due);
        if (traits.Passes == Passes.All && trial.Groups.PerGroup > 0)
        {
            RunTraining(value, due);
        }
    }

    private void RunTraining(PreActivation value, DueOutput due)
    {
        var output = calls.Output(Pass.Forward);
        calls.Log.Require(trial, Pass.Forward, "output", output, due.Values, due.Bounds);
        new StatisticsCheck(calls).RequireSaved(state.SavedMean, state.SavedRstd);
        RunBackward(value, output);
        calls.RequireSameInPlace(Pass.Forward, output);
    }

    private void RunBackward(PreActivation value, float[] output)
    {
        var gradient = GradientBeforeActivation.Of(state, traits, value, output, trial.OutputGradient);
        var expected = SampleNormReference.BackwardBeforeActivation(
            trial.Normalized.Input,
            gradient.Values,
            trial.Groups,
            state.Gamma,
            traits.Epsilon,
            traits.HasMean,
            traits.UnitOffset,
            trial.SumGradient);
        var bounds = ErrorBounds.WithGradientAdded(
            ErrorBounds.InputGradient(trial.Normalized, gradient, scale), trial.SumGradient);
        new GradientCheck(state, calls, trial.Normalized).Run(Pass.Backward, gradient, expected, bounds);
    }
}
