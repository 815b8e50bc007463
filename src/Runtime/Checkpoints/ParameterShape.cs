using System;

namespace NormGen.Checkpoints;

/// <summary>The shape that files have for the parameters of a layer.</summary>
internal static class ParameterShape
{
    /// <summary>One axis of channels; the normalized axes where rows are normalized.</summary>
    public static long[] Of(NormalizationLayer layer) => layer.State.Shape is { IsRows: true } rows
        ? Array.ConvertAll(rows.RowSizes.ToArray(), size => (long)size)
        : [layer.State.Shape.Channels];
}
