using System.Collections.Generic;
using System.Linq;

namespace NormGen.Generator.Layouts;

/// <summary>A named axis of a tensor.</summary>
internal enum Axis
{
    Batch,
    Channel,
    Depth,
    Height,
    Width,
    Length,
}

/// <summary>
/// The order of a tensor's axes in memory, slowest first. All that kernels need follows from it: with <c>inner</c> the product
/// of the axes after the channels, channel c's elements come in runs of <c>inner</c>, one run per combination of the axes before.
/// </summary>
internal sealed class LayoutDefinition(params Axis[] axes)
{
    public IReadOnlyList<Axis> Axes { get; } = axes;

    /// <summary>The spatial axes in this layout's order.</summary>
    public IReadOnlyList<Axis> SpatialAxes { get; } = [.. axes.Where(axis => axis is not (Axis.Batch or Axis.Channel))];

    /// <summary>The axes as letters, slowest first: <c>NHWC</c>.</summary>
    public string Letters => string.Concat(Axes.Select(Letter));

    /// <summary>
    /// Whether space lies on both sides of the channels. Then a product of the spatial sizes does not tell the two parts,
    /// so the sizes must be declared.
    /// </summary>
    public bool SplitsSpace => AfterChannel.Any(IsSpatial) && Axes.TakeWhile(axis => axis != Axis.Channel).Any(IsSpatial);

    /// <summary>Whether a sample is one piece of memory.</summary>
    public bool BatchIsOutermost => Axes[0] == Axis.Batch;

    private IEnumerable<Axis> AfterChannel => Axes.SkipWhile(axis => axis != Axis.Channel).Skip(1);

    /// <summary>The product of the axes after the channels: 1 where there are none, null where it is known only at the call.</summary>
    /// <param name="spatialSizes">The declared sizes in this layout's order, or none.</param>
    public int? InnerSize(IReadOnlyList<int> spatialSizes)
    {
        var inner = 1;
        foreach (var axis in AfterChannel)
        {
            if (axis == Axis.Batch || spatialSizes.Count == 0)
            {
                return null;
            }

            inner *= spatialSizes[IndexOfSpatial(axis)];
        }

        return inner;
    }

    private int IndexOfSpatial(Axis axis) => SpatialAxes.TakeWhile(other => other != axis).Count();

    private static bool IsSpatial(Axis axis) => axis is not (Axis.Batch or Axis.Channel);

    private static char Letter(Axis axis) => axis switch
    {
        Axis.Batch => 'N',
        Axis.Channel => 'C',
        Axis.Depth => 'D',
        Axis.Height => 'H',
        Axis.Width => 'W',
        Axis.Length => 'L',
    };
}
