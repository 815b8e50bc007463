using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NormGen.Bench.Report;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Suite;

/// <summary>Measurements as tables.</summary>
internal static class SuiteReport
{
    /// <summary>A line for each row: the copy, the kernel, what it should be, and the others.</summary>
    public static Table Rows(IReadOnlyList<Measurement> measurements)
    {
        var others = Others(measurements);
        Column[] columns =
        [
            new("op", false), new("pass", false), new("shape", false), new("layout", false), new("copy ns", true),
            new("NormGen ns", true), new("x copy", true), new("spread %", true),
            new("hand C", true), new("target", true), new("met", false),
            .. others.Select(name => new Column(name, true)),
            new("best peer", false), new("peer / NormGen", true), new("ahead", false),
        ];
        return new Table("Times as multiples of copying one tensor of the shape", columns, [.. measurements.Select(Cells)]);

        IReadOnlyList<string> Cells(Measurement m) =>
        [
            m.Row.Layer.Operation, m.Row.PassName, m.Row.Shape, m.Row.LayoutName, Time(m.CopyNanoseconds),
            Time(m.Kernel.Nanoseconds), Number(m.Kernel.TimesCopy, 2), Number(100 * m.Kernel.Spread, 0),
            Number(HandWrittenC.At(m.Row)), Number(m.Target?.TimesCopy), Said(m.MeetsTarget),
            .. others.Select(name => Number(m.Results.FirstOrDefault(result => result.Name == name)?.TimesCopy)),
            m.BestPeer?.Name ?? "", Number(m.BestPeer?.TimesKernel), Said(m.BestPeer is null ? null : !m.TrailsPeer),
        ];
    }

    /// <summary>Geometric means over the shapes, by pass and layout, and how many rows are where they should be.</summary>
    public static Table Means(IReadOnlyList<Measurement> measurements)
    {
        var names = measurements[0].Results.Take(1).Select(result => result.Name).Concat(Others(measurements)).ToArray();
        Column[] columns =
        [
            new("op", false), new("pass", false), new("layout", false), new("rows", true), new("target met", true),
            new("behind a peer", true), new("kernel / hand C", true),
            .. names.Select(name => new Column(name, true)),
        ];
        var groups = measurements.GroupBy(m => (m.Row.Layer.Operation, m.Row.PassName, m.Row.LayoutName));
        return new Table("Geometric means, times copy", columns, [.. groups.Select(Cells)]);

        IReadOnlyList<string> Cells(IGrouping<(string Operation, string Pass, string Layout), Measurement> group) =>
        [
            group.Key.Operation, group.Key.Pass, group.Key.Layout, Number(group.Count(), 0),
            Number(group.Count(m => m.MeetsTarget == true), 0),
            Number(group.Count(m => m.TrailsPeer), 0),
            Mean(group.Select(m => m.Kernel.TimesCopy / HandWrittenC.At(m.Row))),
            .. names.Select(name => Mean(group.Select(m => m.Results.FirstOrDefault(r => r.Name == name)?.TimesCopy))),
        ];
    }

    /// <summary>The rows that miss most, by how far.</summary>
    public static Table Misses(IReadOnlyList<Measurement> measurements)
    {
        Column[] columns = [new("row", false), new("x copy", true), new("target", true), new("over target by %", true)];
        var missed = measurements.Where(m => m.MeetsTarget == false).OrderByDescending(Excess).ToArray();
        var title = $"{missed.Length} of {measurements.Count(m => m.Target is not null)} rows miss their target";
        return new Table(title, columns, [.. missed.Take(25).Select(Cells)]);

        static double Excess(Measurement m) => m.Kernel.TimesCopy / m.Target!.TimesCopy;

        static IReadOnlyList<string> Cells(Measurement m) =>
            [m.Row.ToString(), Number(m.Kernel.TimesCopy), Number(m.Target!.TimesCopy), Number(100 * (Excess(m) - 1), 0)];
    }

    private static string[] Others(IReadOnlyList<Measurement> measurements) =>
        [.. measurements.SelectMany(m => m.Results.Skip(1)).Select(result => result.Name).Distinct()];

    private static string Mean(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0 ? "" : Number(Statistics.GeometricMean(known), 2);
    }

    private static string Said(bool? yes) => yes switch { true => "yes", false => "NO", null => "" };

    private static string Time(double nanoseconds) => Number(nanoseconds, nanoseconds < 1000 ? 1 : 0);

    private static string Number(double? value) => value is { } number ? Number(number, 2) : "";

    private static string Number(double value, int digits) =>
        Math.Round(value, digits).ToString($"F{digits}", CultureInfo.InvariantCulture);
}
