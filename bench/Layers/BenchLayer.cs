using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace NormGen.Bench.Layers;

/// <summary>A declared layer as the suite sees it: its shape, read from its attributes, and instances of it.</summary>
internal sealed class BenchLayer
{
    private readonly Type type;

    private BenchLayer(Type type)
    {
        this.type = type;
        Batches = type.GetCustomAttribute<BatchesAttribute>()!.Sizes;
        var declared = type.GetCustomAttribute<NormalizationAttribute>();
        switch (declared)
        {
            case BatchNormAttribute batch:
                Operation = "BN";
                Passes = [Pass.FrozenInfer, Pass.Forward, Pass.Backward];
                (LayoutName, Sizes) = Spatial(batch, batch.Channels);
                break;
            case GroupNormAttribute group:
                Operation = "GN" + group.Groups;
                (LayoutName, Sizes) = Spatial(group, group.Channels);
                break;
            case InstanceNormAttribute instance:
                Operation = "IN";
                (LayoutName, Sizes) = Spatial(instance, instance.Channels);
                break;
            case LayerNormAttribute rows:
                Operation = "LN";
                Sizes = rows.NormalizedShape;
                break;
            case RmsNormAttribute rows:
                Operation = "RMS";
                Sizes = rows.NormalizedShape;
                break;
            default:
                throw new ArgumentException($"{type} declares no layer.");
        }

        if (declared.Activation != Activation.None)
        {
            Operation += "+" + declared.Activation;
        }
    }

    /// <summary>Every layer of the suite, in the order of declaration.</summary>
    public static IReadOnlyList<BenchLayer> All { get; } =
    [
        .. from holder in new[] { typeof(BatchNormLayers), typeof(GroupNormLayers), typeof(InstanceNormLayers), typeof(LayerNormLayers), typeof(RmsNormLayers) }
           from type in holder.GetNestedTypes(BindingFlags.NonPublic)
           orderby holder.MetadataToken, type.MetadataToken
           select new BenchLayer(type),
    ];

    /// <summary>The short name of the normalization.</summary>
    public string Operation { get; } = "";

    /// <summary>The layout, or <c>rows</c>.</summary>
    public string LayoutName { get; } = "rows";

    /// <summary>The sizes in the field's order whatever the layout, without the batch: channels, space.</summary>
    public IReadOnlyList<int> Sizes { get; } = [];

    /// <summary>The batch sizes to time.</summary>
    public IReadOnlyList<int> Batches { get; }

    /// <summary>What is timed; where statistics are the input's own, inference does what training does.</summary>
    public IReadOnlyList<Pass> Passes { get; } = [Pass.Forward, Pass.Backward];

    /// <summary>The number of values in one sample.</summary>
    public int ElementsPerSample => Sizes.Aggregate(1, (product, size) => product * size);

    /// <summary>Makes a layer with parameters and statistics as a trained one has them.</summary>
    public LayerInstance Create(int threads) => new(type, threads);

    private static (string Layout, IReadOnlyList<int> Sizes) Spatial(SpatialNormalizationAttribute declared, int channels) =>
        (declared.Layout.ToString(), declared.Layout == Layout.NC ? [channels] : [channels, declared.Height, declared.Width]);
}
