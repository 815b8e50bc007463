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
        foreach (var group in measurements.GroupBy(m => (m.Row.Layer.Operation, m.Row.PassName, m.Row.LayoutName)))
        {
            var (operation, pass, layout) = group.Key;
            var chart = Chart($"{operation} {pass} {layout}", [.. group]);
            foreach (var theme in ChartTheme.All)
            {
                var file = Path.Combine(folder.FullName, $"{operation}-{pass}-{layout}-{theme.Name}.svg");
                File.WriteAllText(file, SvgChart.Draw(chart, theme));
            }
        }
    }

    // The reference would stretch the axis over three decades.
    private static DotChart Chart(string title, IReadOnlyList<Measurement> measurements)
    {
        var shown = measurements.Select(m => (m.Row, Results: m.Results.Where(r => r.Role != Role.Reference).ToArray())).ToArray();
        return new DotChart(
            $"{title}: time as a multiple of a copy",
            "hand-written C",
            [.. shown.SelectMany(m => m.Results).Select(result => result.Name).Distinct()],
            [.. shown.Select(m => new DotRow(m.Row.Shape, [.. m.Results.Select(Dot)], HandWrittenC.At(m.Row)))]);
    }

    private static Dot Dot(Result result) => new(result.Name, result.TimesCopy);
}
