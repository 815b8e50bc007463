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
    /// <summary>A line for each row, three columns for each contender.</summary>
    public static Table Rows(IReadOnlyList<Measurement> measurements)
    {
        var contenders = Contenders(measurements);
        Column[] columns =
        [
            new("op", false), new("pass", false), new("shape", false), new("layout", false), new("copy ns", true),
            .. contenders.SelectMany(ResultColumns),
        ];
        return new Table("x copy: over the time of copying one tensor of the shape", columns, [.. measurements.Select(Cells)]);

        IReadOnlyList<string> Cells(Measurement m) =>
        [
            m.Row.Layer.Operation, m.Row.PassName, m.Row.Shape, m.Row.LayoutName, Time(m.CopyNanoseconds),
            .. contenders.SelectMany(name => ResultCells(m.Results.FirstOrDefault(r => r.Name == name))),
        ];
    }

    /// <summary>Geometric means over the shapes, by pass and layout.</summary>
    public static Table Means(IReadOnlyList<Measurement> measurements)
    {
        var contenders = Contenders(measurements);
        Column[] columns =
        [
            new("op", false), new("pass", false), new("layout", false), new("rows", true),
            .. contenders.Select(name => new Column($"{name} x copy", true)),
        ];
        var groups = measurements.GroupBy(m => (m.Row.Layer.Operation, m.Row.PassName, m.Row.LayoutName));
        return new Table("Geometric means", columns, [.. groups.Select(Cells)]);

        IReadOnlyList<string> Cells(IGrouping<(string Operation, string Pass, string Layout), Measurement> group) =>
        [
            group.Key.Operation, group.Key.Pass, group.Key.Layout, Number(group.Count(), 0),
            .. contenders.Select(name => Mean([.. group.SelectMany(m => m.Results).Where(r => r.Name == name)])),
        ];
    }

    private static string[] Contenders(IReadOnlyList<Measurement> measurements) =>
        [.. measurements.SelectMany(m => m.Results).Select(r => r.Name).Distinct()];

    private static Column[] ResultColumns(string contender) =>
        [new($"{contender} ns", true), new($"{contender} x copy", true), new("spread %", true)];

    private static string[] ResultCells(Result? result) => result is null
        ? ["", "", ""]
        : [Time(result.Nanoseconds), Number(result.TimesCopy, 2), Number(100 * result.Spread, 0)];

    private static string Mean(Result[] results) =>
        results.Length == 0 ? "" : Number(Statistics.GeometricMean(results.Select(r => r.TimesCopy)), 2);

    private static string Time(double nanoseconds) => Number(nanoseconds, nanoseconds < 1000 ? 1 : 0);

    private static string Number(double value, int digits) =>
        Math.Round(value, digits).ToString($"F{digits}", CultureInfo.InvariantCulture);
}
