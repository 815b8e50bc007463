using System.Collections.Generic;
using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>Verifies group, instance, layer and RMS norm.</summary>
internal sealed class SampleNormVerifier(NormalizationLayer layer, SampleNormState state) : ILayerVerifier
{
    private readonly LayerTraits traits = new(state.Options);

    public IReadOnlyList<Pass> Passes { get; } = state.Options.Passes == NormGen.Passes.Inference
        ? [Pass.Infer, Pass.FrozenInfer]
        : [Pass.Infer, Pass.FrozenInfer, Pass.Forward, Pass.Backward];

    public TrialTensors Draw(PlannedTrial planned)
    {
        var view = TrialViews.Of(state.Shape, planned);
        return new TrialTensors(planned, StatisticGroups.OfSamples(view, planned.Batch, state.Options.Groups), traits);
    }

    public void UseRandomParameters(TrialTensors trial) => RandomParameters.Use(state, traits, trial.Seed + 3);

    public void Run(TrialTensors trial, TrialLog log) => new SampleNormTrial(state, new LayerCalls(layer, trial, log)).Run();
}
