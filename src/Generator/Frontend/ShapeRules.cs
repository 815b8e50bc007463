using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using NormGen.Generator.Layouts;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>Channels, groups of them, and spatial sizes. A spatial size's argument has the name of its <see cref="Axis"/>.</summary>
internal static class ShapeRules
{
    // Past any layer there is, and low enough that a kernel's tables, a few values per channel, have an int index.
    public const int MostChannels = 1 << 24;

    private static readonly Axis[] AllSpatialAxes = [Axis.Length, Axis.Depth, Axis.Height, Axis.Width];

    /// <summary>The number of channels, or 0 where the compiler already rejects it or it is out of range.</summary>
    public static int ReadChannels(AttributeArguments arguments, ProblemList problems)
    {
        const string Parameter = "channels";
        if (arguments.OfParameter<int>(Parameter) is not { } channels)
        {
            return 0;
        }

        if (channels is < 1 or > MostChannels)
        {
            problems.Add(Rules.Channels, Site.Argument(Parameter), Text(channels), Text(MostChannels));
            return 0;
        }

        return channels;
    }

    /// <summary>The number of groups; 1 where the compiler already rejects it or it is wrong.</summary>
    /// <param name="channels">The number of channels, or 0 where it is not known.</param>
    public static int ReadGroups(AttributeArguments arguments, int channels, ProblemList problems)
    {
        const string Parameter = "groups";
        if (arguments.OfParameter<int>(Parameter) is not { } groups)
        {
            return 1;
        }

        if (groups < 1 || channels % groups != 0)
        {
            var all = channels == 0 ? "" : Text(channels) + " channels in ";
            problems.Add(Rules.Groups, Site.Argument(Parameter), all + Text(groups) + " groups");
            return 1;
        }

        return groups;
    }

    /// <summary>Kernels that normalize each sample on its own expect it to be one piece of memory.</summary>
    public static void CheckSamples(string layoutName, LayoutDefinition layout, ProblemList problems)
    {
        if (!layout.BatchIsOutermost)
        {
            problems.Add(Rules.SamplesInterleaved, Site.Argument("Layout"), layoutName);
        }
    }

    /// <summary>The spatial sizes in the layout's order; none where they are left to the call, or wrong.</summary>
    public static EquatableArray<int> ReadSizes(
        AttributeArguments arguments, Layout layout, int channels, ProblemList problems) =>
        ReadSizes(arguments, layout.ToString(), Catalogue.Of(layout), channels, problems);

    /// <inheritdoc cref="ReadSizes(AttributeArguments, Layout, int, ProblemList)"/>
    public static EquatableArray<int> ReadSizes(
        AttributeArguments arguments, string layoutName, LayoutDefinition layout, int channels, ProblemList problems)
    {
        var set = AllSpatialAxes.Where(axis => arguments.OfProperty<int>(axis.ToString()) is not null).ToList();
        foreach (var axis in set.Where(axis => !layout.SpatialAxes.Contains(axis)))
        {
            problems.Add(Rules.SizeNotOfLayout, Site.Argument(axis.ToString()), axis.ToString(), layoutName, Expected(layout));
        }

        var given = layout.SpatialAxes.Where(set.Contains).ToList();
        var missing = layout.SpatialAxes.Except(given).ToList();
        if (given.Count == 0)
        {
            if (layout.SplitsSpace)
            {
                problems.Add(Rules.SizesNeeded, Site.Argument("Layout"), layoutName, Names(layout.SpatialAxes));
            }

            return EquatableArray<int>.Empty;
        }

        if (missing.Count > 0)
        {
            problems.Add(Rules.PartOfTheSizes, Site.Argument(given[0].ToString()), Names(given), Names(missing), layoutName);
        }

        var sizes = given.Select(axis => arguments.OfProperty<int>(axis.ToString()) ?? 0).ToList();
        var sound = CheckRange(given, sizes, problems) && missing.Count == 0;
        return sound && CheckProduct(channels, given, sizes, problems) ? EquatableArray.From(sizes) : EquatableArray<int>.Empty;
    }

    private static bool CheckRange(List<Axis> axes, List<int> sizes, ProblemList problems)
    {
        for (var i = 0; i < axes.Count; i++)
        {
            if (sizes[i] < 1)
            {
                problems.Add(Rules.SizeOutOfRange, Site.Argument(axes[i].ToString()), axes[i].ToString(), Text(sizes[i]));
            }
        }

        return sizes.All(size => size >= 1);
    }

    /// <summary>Each element of a sample has an <see cref="int"/> index; the error is at the size that takes them past that.</summary>
    private static bool CheckProduct(int channels, List<Axis> axes, List<int> sizes, ProblemList problems)
    {
        BigInteger elements = channels;
        for (var i = 0; i < axes.Count; i++)
        {
            elements *= sizes[i];
            if (elements > int.MaxValue)
            {
                var factors = string.Join(" * ", new[] { channels }.Concat(sizes).Select(Text));
                var product = sizes.Skip(i + 1).Aggregate(elements, (all, size) => all * size);
                var text = product.ToString(CultureInfo.InvariantCulture);
                problems.Add(Rules.SampleTooLarge, Site.Argument(axes[i].ToString()), factors, text, Text(int.MaxValue));
                return false;
            }
        }

        return true;
    }

    private static string Expected(LayoutDefinition layout) =>
        layout.SpatialAxes.Count == 0 ? "no spatial size" : Names(layout.SpatialAxes);

    private static string Names(IEnumerable<Axis> axes) => string.Join(", ", axes);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
