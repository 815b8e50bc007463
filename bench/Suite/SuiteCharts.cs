using System.Collections.Generic;
using System.IO;
using System.Linq;
using NormGen.Bench.Report.Charts;

namespace NormGen.Bench.Suite;

/// <summary>Measurements as charts, one for each pass of an operation in a layout.</summary>
internal static class SuiteCharts
{
    /// <summary>Writes each chart for light and for dark pages: <c>BN-train-NCHW-light.svg</c>.</summary>
    public static void Write(IReadOnlyList<Measurement> measurements, DirectoryInfo folder)
    {
        folder.Create();
        string[] series = [.. measurements.SelectMany(Shown).Select(result => result.Name).Distinct()];
        foreach (var group in measurements.GroupBy(m => (m.Row.Layer.Operation, m.Row.PassName, m.Row.LayoutName)))
        {
            var (operation, pass, layout) = group.Key;
            var chart = Chart($"{operation} {pass} {layout}", series, [.. group]);
            foreach (var theme in ChartTheme.All)
            {
                var file = Path.Combine(folder.FullName, $"{operation}-{pass}-{layout}-{theme.Name}.svg");
                File.WriteAllText(file, SvgChart.Draw(chart, theme));
            }
        }
    }

    private static DotChart Chart(string title, IReadOnlyList<string> series, IReadOnlyList<Measurement> measurements) => new(
        $"{title}: time as a multiple of a copy",
        "hand-written C",
        series,
        [.. measurements.Select(m => new DotRow(m.Row.Shape, [.. Shown(m).Select(Dot)], HandWrittenC.At(m.Row)))]);

    // The reference would stretch the axis over three decades.
    private static IEnumerable<Result> Shown(Measurement measurement) =>
        measurement.Results.Where(result => result.Role != Role.Reference);

    private static Dot Dot(Result result) => new(result.Name, result.TimesCopy);
}
