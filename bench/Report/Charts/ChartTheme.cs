using System.Collections.Generic;

namespace NormGen.Bench.Report.Charts;

/// <summary>The colours of a chart, for pages with a light or a dark ground.</summary>
internal sealed record ChartTheme(string Name, string Text, string Faint, IReadOnlyList<string> Series)
{
    public static IReadOnlyList<ChartTheme> All { get; } =
    [
        new("light", "#1f2328", "#d1d9e0", ["#0969da", "#bc4c00", "#8250df", "#1a7f37", "#9a6700", "#6e7781", "#cf222e"]),
        new("dark", "#f0f6fc", "#3d444d", ["#4493f8", "#f0883e", "#ab7df8", "#3fb950", "#d29922", "#9198a1", "#f85149"]),
    ];
}
