using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NormGen.Reference;

namespace NormGen.Bench.Layers;

/// <summary>A declared layer as the suite sees it: its shape, read from its attributes, and instances of it.</summary>
internal sealed class BenchLayer
{
    private static readonly Type[] Holders =
    [
        typeof(BatchNormLayers), typeof(GroupNormLayers), typeof(InstanceNormLayers), typeof(LayerNormLayers),
        typeof(RmsNormLayers),
    ];

    private BenchLayer(Type type)
    {
        Type = type;
        Batches = type.GetCustomAttribute<BatchesAttribute>()!.Sizes;
        var declared = type.GetCustomAttribute<NormalizationAttribute>();
        switch (declared)
        {
            case BatchNormAttribute batch:
                (Kind, Operation) = (LayerKind.Batch, "BN");
                Passes = [Pass.FrozenInfer, Pass.Forward, Pass.Backward];
                (LayoutName, Sizes) = Spatial(batch, batch.Channels);
                break;
            case GroupNormAttribute group:
                (Kind, Operation) = (LayerKind.Group, "GN" + group.Groups);
                Groups = group.Groups;
                (LayoutName, Sizes) = Spatial(group, group.Channels);
                break;
            case InstanceNormAttribute instance:
                (Kind, Operation) = (LayerKind.Instance, "IN");
                (LayoutName, Sizes) = Spatial(instance, instance.Channels);
                Groups = instance.Channels;
                break;
            case LayerNormAttribute rows:
                (Kind, Operation) = (LayerKind.Layer, "LN");
                Sizes = rows.NormalizedShape;
                break;
            case RmsNormAttribute rows:
                (Kind, Operation) = (LayerKind.Rms, "RMS");
                Sizes = rows.NormalizedShape;
                Epsilon = Math.ScaleB(1, -23);
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
        .. from holder in Holders
           from type in holder.GetNestedTypes(BindingFlags.NonPublic)
           orderby holder.MetadataToken, type.MetadataToken
           select new BenchLayer(type),
    ];

    /// <summary>The class that declares it.</summary>
    public Type Type { get; }

    /// <summary>Which normalization.</summary>
    public LayerKind Kind { get; }

    /// <summary>The short name of the normalization.</summary>
    public string Operation { get; } = "";

    /// <summary>The layout, or <c>rows</c>.</summary>
    public string LayoutName { get; } = "rows";

    /// <summary>The sizes in the field's order whatever the layout, without the batch: channels, space.</summary>
    public IReadOnlyList<int> Sizes { get; } = [];

    /// <summary>The statistic groups of a sample; those of batch norm span samples.</summary>
    public int Groups { get; } = 1;

    /// <summary>The number added to the variance: the default of the attribute, as no layer of the suite sets it.</summary>
    public double Epsilon { get; } = 1e-5;

    /// <summary>Whether parameters lie along the whole sample: layer and RMS norm.</summary>
    public bool IsRows => Kind is LayerKind.Layer or LayerKind.Rms;

    /// <summary>The length of gamma.</summary>
    public int Features => IsRows ? ElementsPerSample : Sizes[0];

    /// <summary>Whether the channels are the contiguous axis.</summary>
    public bool IsChannelsLast => !LayoutName.StartsWith("NCH", StringComparison.Ordinal);

    /// <summary>The batch sizes to time.</summary>
    public IReadOnlyList<int> Batches { get; }

    /// <summary>What is timed; where statistics are the input's own, inference does what training does.</summary>
    public IReadOnlyList<Pass> Passes { get; } = [Pass.Forward, Pass.Backward];

    /// <summary>The number of values in one sample.</summary>
    public int ElementsPerSample => Sizes.Aggregate(1, (product, size) => product * size);

    /// <summary>A batch of that size as the reference views it: rows have their features for channels.</summary>
    public TensorView View(int batch)
    {
        var space = ElementsPerSample / Features;
        return IsChannelsLast ? new(batch * space, Features, 1) : new(batch, Features, space);
    }

    /// <summary>Makes a layer with these parameters and running statistics.</summary>
    public LayerInstance Create(NormParameters parameters, int threads) => new(Type, parameters, threads);

    private static (string Layout, IReadOnlyList<int> Sizes) Spatial(SpatialNormalizationAttribute declared, int channels) =>
        (declared.Layout.ToString(), declared.Layout == Layout.NC ? [channels] : [channels, declared.Height, declared.Width]);
}
