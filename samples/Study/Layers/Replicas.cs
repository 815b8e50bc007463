using System;
using System.Collections.Generic;

namespace NormGen.Samples.Study.Layers;

/// <summary>
/// Layers that share one gamma and one beta but have statistics of their own: one per ghost batch, or one per step of time. The first one's
/// parameters are those that an optimizer sees.
/// </summary>
internal sealed class Replicas(Func<NormalizationLayer> create)
{
    private readonly List<NormalizationLayer> layers = [create()];

    public IReadOnlyList<LayerParameter> Parameters => layers[0].Parameters;

    public NormalizationLayer this[int index] => layers[index];

    /// <summary>Gives the first so many layers the first one's gamma and beta.</summary>
    public void Share(int count)
    {
        while (layers.Count < count)
        {
            layers.Add(create());
        }

        ForEachTrainable(count, (own, others) => own.Value.CopyTo(others.Value));
    }

    /// <summary>Adds up the gradients of the first so many layers in the first one.</summary>
    public void SumGradients(int count) => ForEachTrainable(count, (own, other) =>
    {
        var sum = own.Gradient.Span;
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += other.Gradient.Span[i];
        }
    });

    private void ForEachTrainable(int count, Action<LayerParameter, LayerParameter> action)
    {
        for (var layer = 1; layer < count; layer++)
        {
            for (var i = 0; i < Parameters.Count; i++)
            {
                if (Parameters[i].IsTrainable)
                {
                    action(Parameters[i], layers[layer].Parameters[i]);
                }
            }
        }
    }
}
