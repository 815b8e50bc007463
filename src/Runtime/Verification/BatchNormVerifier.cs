using System.Collections.Generic;
using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>Verifies batch norm.</summary>
internal sealed class BatchNormVerifier(NormalizationLayer layer, BatchNormState state) : ILayerVerifier
{
    private readonly LayerTraits traits = new(state.Options);

    public IReadOnlyList<Pass> Passes { get; } = state.Options.Passes == NormGen.Passes.Inference
        ? [Pass.Infer, Pass.FrozenInfer]
        : [Pass.Infer, Pass.FrozenInfer, Pass.Forward, Pass.Backward, Pass.InferBackward];

    public TrialTensors Draw(PlannedTrial planned) =>
        new(planned, StatisticGroups.OfChannels(TrialViews.Of(state.Shape, planned)), traits);

    /// <summary>
    /// Random parameters, and the running statistics of the input, so that inference sees values like its own; where those are not
    /// finite, others.
    /// </summary>
    public void UseRandomParameters(TrialTensors trial)
    {
        RandomParameters.Use(state, traits, trial.Seed + 2);
        var random = new FillRandom(trial.Seed + 3);
        for (var channel = 0; channel < state.Shape.Channels; channel++)
        {
            var (mean, variance) = ((float)trial.Normalized.Mean[channel], (float)trial.Normalized.Variance[channel]);
            var areUsable = float.IsFinite(mean) && float.IsFinite(variance);
            state.RunningMean[channel] = areUsable ? mean : (float)random.Normal();
            state.RunningVariance[channel] = areUsable ? variance : (float)(0.5 + random.Uniform());
        }
    }

    public void Run(TrialTensors trial, TrialLog log)
    {
        var calls = new LayerCalls(layer, trial, log);
        new BatchNormInferenceTrial(state, calls).Run();
        if (traits.Passes == NormGen.Passes.All && trial.Groups.PerGroup > 1)
        {
            new BatchNormTrainingTrial(state, calls).Run();
        }
    }
}
