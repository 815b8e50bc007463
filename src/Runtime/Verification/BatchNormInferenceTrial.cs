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
            trial.Residual);
        var scale = Widened.Of(state.Gamma);
        var bounds = ErrorBounds.Output(normalized, scale, state.Beta, options.Activation, trial.Residual);
        var output = InferenceCheck.Run(calls, expected, bounds);
        if (options.Passes == Passes.All)
        {
            RunBackward(output);
        }
    }

    private void RunBackward(float[] output)
    {
        var gradient = GradientBeforeActivation.Of(options.Activation, output, trial.OutputGradient);
        var expected = BatchNormReference.InferBackward(
            trial.Input,
            gradient,
            trial.View,
            state.Gamma,
            state.Beta,
            state.RunningMean,
            state.RunningVariance,
            options.Epsilon);
        var bounds = ErrorBounds.InferInputGradient(normalized, gradient, Widened.Of(state.Gamma), options.Activation);
        new GradientCheck(state, calls, normalized).Run(Pass.InferBackward, gradient, expected, bounds);
    }
}
