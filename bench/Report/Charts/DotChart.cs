using System.Collections.Generic;

namespace NormGen.Bench.Report.Charts;

/// <summary>A value of one of the series.</summary>
internal sealed record Dot(string Series, double Value);

/// <summary>A line of a chart: its label, its values, and the value to reach, where there is one.</summary>
internal sealed record DotRow(string Label, IReadOnlyList<Dot> Dots, double? Goal);

/// <summary>Rows of dots over a logarithmic axis.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="GoalName">What the marks of <see cref="DotRow.Goal"/> are.</param>
/// <param name="Series">
/// The names in the order of their colours, those without a dot included, so that charts of a set agree; the first one is drawn
/// filled.
/// </param>
/// <param name="Rows">The rows, from top to bottom.</param>
internal sealed record DotChart(string Title, string GoalName, IReadOnlyList<string> Series, IReadOnlyList<DotRow> Rows);
