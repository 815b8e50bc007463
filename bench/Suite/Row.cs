using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Bench.Layers;

namespace NormGen.Bench.Suite;

/// <summary>A row of the suite: a pass of a layer at a batch size.</summary>
internal sealed record Row(BenchLayer Layer, Pass Pass, int Batch)
{
    /// <summary>Every row, by layer, batch and pass.</summary>
    public static IReadOnlyList<Row> All { get; } =
    [
        .. from layer in BenchLayer.All
           from batch in layer.Batches
           from pass in layer.Passes
           select new Row(layer, pass, batch),
    ];

    /// <summary>The sizes in the field's order whatever the layout: samples, channels, space.</summary>
    public string Shape => string.Join('x', Layer.Sizes.Prepend(Batch));

    public string LayoutName => Layer.LayoutName;

    public string PassName => Pass switch
    {
        Pass.FrozenInfer => "infer",
        Pass.Forward => "train",
        _ => "bwd",
    };

    /// <summary>The number of values in a tensor of this row.</summary>
    public int Length => Batch * Layer.ElementsPerSample;

    /// <summary>Whether the row's name holds all of the words, in any case and order.</summary>
    public bool Matches(string[] words) =>
        words.All(word => ToString().Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>All that tells this row from the others; what filters look at.</summary>
    public override string ToString() => Name(LayoutName);

    /// <summary>The row's name if its layout were another.</summary>
    public string Name(string layout) => $"{Layer.Operation} {PassName} {Shape} {layout}";
}
