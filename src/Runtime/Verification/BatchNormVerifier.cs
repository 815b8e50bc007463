using System.Collections.Generic;
using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>Verifies batch norm.</summary>
internal sealed class BatchNormVerifier(NormalizationLayer layer, BatchNormState state) : ILayerVerifier
{
    private readonly BatchNormOptions options = state.Options;

    public IReadOnlyList<Pass> Passes { get; } = state.Options.Passes == NormGen.Passes.Inference
        ? [Pass.Infer, Pass.FrozenInfer]
        : [Pass.Infer, Pass.FrozenInfer, Pass.Forward, Pass.Backward, Pass.InferBackward];

    public TrialTensors Draw(PlannedTrial planned)
    {
        var length = planned.Batch * planned.SpatialSize * state.Shape.Channels;
        var extent = state.Shape.SpatialSizeAtCall
            ? state.Shape.Resolve(length, planned.Batch, nameof(planned))
            : state.Shape.Resolve(length, nameof(planned));
        var view = new TensorView(extent.Outer, extent.Channels, extent.Inner);
        return new TrialTensors(planned, view, options.Epsilon, options.Residual);
    }

    /// <summary>
    /// Gammas of both signs with a zero among them, and the running statistics of the input, so that inference sees values like
    /// its own; where those are not finite, others.
    /// </summary>
    public void UseRandomParameters(TrialTensors trial)
    {
        var random = new FillRandom(trial.Seed + 2);
        var statistics = ChannelStatistics.Of(trial.Input, trial.View);
        for (var channel = 0; channel < state.Shape.Channels; channel++)
        {
            var (mean, variance) = ((float)statistics.Mean[channel], (float)statistics.Variance[channel]);
            var areUsable = float.IsFinite(mean) && float.IsFinite(variance);
            state.RunningMean[channel] = areUsable ? mean : (float)random.Normal();
            state.RunningVariance[channel] = areUsable ? variance : (float)(0.5 + random.Uniform());
            if (options.Affine)
            {
                state.Gamma[channel] = channel % 11 == 7 ? 0 : (float)(1 + random.Normal());
                state.Beta[channel] = (float)(0.5 * random.Normal());
            }
        }
    }

    public void Run(TrialTensors trial, TrialLog log)
    {
        var calls = new LayerCalls(layer, trial, log);
        new BatchNormInferenceTrial(state, calls).Run();
        if (options.Passes == NormGen.Passes.All && trial.View.PerChannel > 1)
        {
            new BatchNormTrainingTrial(state, calls).Run();
        }
    }
}
