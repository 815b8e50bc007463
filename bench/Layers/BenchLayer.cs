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
        var declared = type.GetCustomAttribute<BatchNormAttribute>()!;
        Channels = declared.Channels;
        Layout = declared.Layout;
        Spatial = Layout == Layout.NC ? [] : [declared.Height, declared.Width];
        Batches = type.GetCustomAttribute<BatchesAttribute>()!.Sizes;
    }

    /// <summary>Every layer of the suite, in the order of declaration.</summary>
    public static IReadOnlyList<BenchLayer> All { get; } =
    [
        .. from type in typeof(BatchNormLayers).GetNestedTypes(BindingFlags.NonPublic)
           orderby type.MetadataToken
           select new BenchLayer(type),
    ];

    /// <summary>The short name of the normalization.</summary>
    public string Operation => "BN";

    public Layout Layout { get; }

    public int Channels { get; }

    /// <summary>The spatial sizes, outermost first.</summary>
    public IReadOnlyList<int> Spatial { get; }

    /// <summary>The batch sizes to time.</summary>
    public IReadOnlyList<int> Batches { get; }

    /// <summary>The number of values in one sample.</summary>
    public int ElementsPerSample => Spatial.Aggregate(Channels, (product, size) => product * size);

    /// <summary>Makes a layer with parameters and statistics as a trained one has them.</summary>
    public LayerInstance Create(int threads) => new(type, threads);
}
