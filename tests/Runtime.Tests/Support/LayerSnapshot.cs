using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NormGen.Runtime.Tests.Support;

/// <summary>The parameters of a layer at a moment.</summary>
internal sealed class LayerSnapshot(NormalizationLayer layer)
{
    private readonly List<float[]> values = [.. layer.Parameters.Select(parameter => parameter.Value.ToArray())];
    private readonly long? batches = Batches(layer);

    /// <summary>Nothing has changed since.</summary>
    public void Holds()
    {
        Assert.Equal(values, layer.Parameters.Select(parameter => parameter.Value.ToArray()));
        Assert.Equal(batches, Batches(layer));
    }

    /// <summary>Another layer has the same parameters.</summary>
    public void IsThatOf(NormalizationLayer other)
    {
        Assert.Equal(values, other.Parameters.Select(parameter => parameter.Value.ToArray()));
        Assert.Equal(batches, Batches(other));
    }

    /// <summary>Gives every parameter a value of its own.</summary>
    public static T Numbered<T>(T layer, float from = 0.5f)
        where T : NormalizationLayer
    {
        foreach (var parameter in layer.Parameters)
        {
            foreach (ref var value in parameter.Value.Span)
            {
                value = from++;
            }
        }

        return layer;
    }

    private static long? Batches(NormalizationLayer layer) => layer switch
    {
        Batch batch => batch.BatchesTracked,
        BatchCumulative batch => batch.BatchesTracked,
        _ => null,
    };
}
