using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace NormGen.Bench.Report.Charts;

/// <summary>Draws a chart as SVG, which needs no library and scales to any page.</summary>
internal sealed class SvgChart
{
    private const double Width = 900;
    private const double Left = 150;
    private const double Right = 30;
    private const double Top = 76;
    private const double RowHeight = 24;
    private const double Bottom = 34;
    private const double Radius = 5;

    private static readonly double[] Ticks = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

    private readonly DotChart chart;
    private readonly ChartTheme theme;
    private readonly double least;
    private readonly double most;
    private readonly StringBuilder svg = new();

    private SvgChart(DotChart chart, ChartTheme theme)
    {
        (this.chart, this.theme) = (chart, theme);
        var values = chart.Rows.SelectMany(row => row.Dots.Select(dot => dot.Value).Append(row.Goal ?? 1)).ToArray();
        least = Ticks.LastOrDefault(tick => tick <= values.Min(), Ticks[0]);
        most = Math.Max(values.Max() * 1.1, least * 2);
    }

    private double PlotBottom => Top + (chart.Rows.Count * RowHeight);

    /// <summary>The text of the drawing.</summary>
    public static string Draw(DotChart chart, ChartTheme theme) => new SvgChart(chart, theme).Draw();

    private string Draw()
    {
        var height = PlotBottom + Bottom;
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" ");
        svg.Append("font-family=\"system-ui, sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{WebUtility.HtmlEncode(chart.Title)}</title>\n");
        Text(20, 24, chart.Title, theme.Text, "start", 15);
        Legend();
        Axis();
        for (var index = 0; index < chart.Rows.Count; index++)
        {
            Row(chart.Rows[index], Top + ((index + 0.5) * RowHeight));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void Legend()
    {
        var x = 20d;
        foreach (var name in chart.Series.Where(name => chart.Rows.Any(row => row.Dots.Any(dot => dot.Series == name))))
        {
            Circle(x + Radius, 44, Place(name));
            Text(x + 15, 48, name, theme.Text, "start");
            x += 34 + (6.8 * name.Length);
        }

        Line(x + Radius, 38, x + Radius, 50, theme.Text, 2);
        Text(x + 15, 48, chart.GoalName, theme.Text, "start");
    }

    private void Axis()
    {
        foreach (var tick in Ticks.Where(tick => tick >= least && tick <= most))
        {
            Line(X(tick), Top, X(tick), PlotBottom, theme.Faint, 1);
            Text(X(tick), PlotBottom + 18, tick.ToString(CultureInfo.InvariantCulture), theme.Text, "middle");
        }
    }

    private void Row(DotRow row, double y)
    {
        Text(Left - 12, y + 4, row.Label, theme.Text, "end");
        Line(Left, y, Width - Right, y, theme.Faint, 0.5);
        if (row.Goal is { } goal)
        {
            Line(X(goal), y - 9, X(goal), y + 9, theme.Text, 2);
        }

        foreach (var dot in row.Dots.Reverse())
        {
            Circle(X(dot.Value), y, Place(dot.Series));
        }
    }

    private int Place(string series) => chart.Series.TakeWhile(name => name != series).Count();

    private double X(double value) =>
        Left + ((Width - Left - Right) * Math.Log(Math.Max(value, least) / least) / Math.Log(most / least));

    private void Circle(double x, double y, int series)
    {
        var colour = theme.Series[series % theme.Series.Count];
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"{Radius}\" ");
        var fill = series == 0 ? colour : "none";
        svg.Append(CultureInfo.InvariantCulture, $"fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
    }

    private void Line(double x1, double y1, double x2, double y2, string colour, double width)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"stroke=\"{colour}\" stroke-width=\"{width}\"/>\n");
    }

    private void Text(double x, double y, string text, string colour, string anchor, double size = 12)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y:F1}\" fill=\"{colour}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"text-anchor=\"{anchor}\" font-size=\"{size}\">");
        svg.Append(WebUtility.HtmlEncode(text)).Append("</text>\n");
    }
}
