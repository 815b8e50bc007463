using System.Linq;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>What a layer holds at a moment: parameters, running statistics, gradients and the number of batches.</summary>
internal sealed class LayerContent
{
    private readonly NormalizationLayer layer;
    private readonly (string Name, bool IsTrainable, float[] Value, float[] Gradient)[] parameters;
    private readonly long? batchesTracked;

    private LayerContent(NormalizationLayer layer)
    {
        this.layer = layer;
        parameters = [.. layer.Parameters.Select(p => (p.Name, p.IsTrainable, p.Value.ToArray(), p.Gradient.ToArray()))];
        batchesTracked = Count(layer);
    }

    public static LayerContent Of(NormalizationLayer layer) => new(layer);

    /// <summary>
    /// Requires the layer to hold what it held, but for what the pass is to write: <c>Forward</c> the running statistics and the number of
    /// batches, the backward passes the gradients.
    /// </summary>
    public void RequireKept(TrialTensors trial, TrialLog log, Pass pass)
    {
        var isBackward = pass is Pass.Backward or Pass.InferBackward;
        foreach (var (before, now) in parameters.Zip(layer.Parameters))
        {
            if (before.IsTrainable || pass != Pass.Forward)
            {
                log.RequireSameBits(trial, pass, $"{before.Name}, which the pass is not to change,", now.Value.Span, before.Value);
            }

            if (!isBackward)
            {
                log.RequireSameBits(trial, pass, $"gradient of {before.Name}, which the pass is not to change,", now.Gradient.Span, before.Gradient);
            }
        }

        if (pass != Pass.Forward && Count(layer) != batchesTracked)
        {
            log.Fail(trial, pass, "number of batches, which the pass is not to change,", Count(layer) ?? 0, batchesTracked ?? 0);
        }
    }

    private static long? Count(NormalizationLayer layer) => (layer.State as BatchNormState)?.BatchesTracked;
}
