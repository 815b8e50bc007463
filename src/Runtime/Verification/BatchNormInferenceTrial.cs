using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>The passes of batch norm that normalize by the running statistics.</summary>
internal sealed class BatchNormInferenceTrial
{
    private readonly BatchNormState state;
    private readonly BatchNormOptions options;
    private readonly LayerCalls calls;
    private readonly TrialTensors trial;
    private readonly NormalizedInput normalized;

    public BatchNormInferenceTrial(BatchNormState state, LayerCalls calls)
    {
        this.state = state;
        this.calls = calls;
        options = state.Options;
        trial = calls.Trial;
        normalized = new NormalizedInput(
            trial.Input, trial.Groups, Widened.Of(state.RunningMean), Widened.Of(state.RunningVariance), options.Epsilon);
    }

    public void Run()
    {
        var expected = BatchNormReference.Infer(
            trial.Input,
            trial.View,
            state.Gamma,
            state.Beta,
            state.RunningMean,
            state.RunningVariance,
            options.Epsilon,
            options.Activation,
            trial.Residual,
            trial.Traits.Activation.Alpha);
        var value = new PreActivation(normalized, Widened.Of(state.Gamma), state.Beta, trial.Residual, trial.Traits.Activation);
        var due = DueOutput.Of(state, trial.Traits, value, expected);
        var output = InferenceCheck.Run(calls, due);
        if (options.Passes == Passes.All)
        {
            RunBackward(value, output);
        }
    }

    private void RunBackward(PreActivation value, float[] output)
    {
        var gradient = GradientBeforeActivation.Of(state, trial.Traits, value, output, trial.OutputGradient);
        var expected = BatchNormReference.InferBackwardBeforeActivation(
            trial.Input,
            gradient.Values,
            trial.View,
            state.Gamma,
            state.RunningMean,
            state.RunningVariance,
            options.Epsilon);
        var bounds = ErrorBounds.InferInputGradient(normalized, gradient, Widened.Of(state.Gamma));
        new GradientCheck(state, calls, normalized).Run(Pass.InferBackward, gradient, expected, bounds);
    }
}
