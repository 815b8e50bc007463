using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace NormGen.Samples.Study.Report;

/// <summary>A point of a line, and the spread around it.</summary>
internal readonly record struct ChartPoint(double X, double Y, double Low, double High)
{
    public ChartPoint(double x, double y)
        : this(x, y, y, y)
    {
    }
}

/// <summary>A line of a chart. Its colour is a number, so that what is the same in two charts looks the same.</summary>
internal sealed record ChartLine(string Name, int Colour, IReadOnlyList<ChartPoint> Points);

/// <summary>Lines over a pair of axes, drawn as SVG with the colours of the page's style sheet.</summary>
internal sealed class LineChart(string title, Axis x, Axis y, IReadOnlyList<ChartLine> lines)
{
    private const double Width = 720;
    private const double PlotHeight = 222;
    private const double Left = 62;
    private const double Right = 16;
    private const double LegendTop = 38;
    private const double LegendLine = 20;
    private const double Bottom = 46;

    private double PlotTop => Places().Select(place => place.Top).LastOrDefault(LegendTop) + LegendLine;

    private double PlotBottom => PlotTop + PlotHeight;

    private double Middle => PlotTop + PlotHeight / 2;

    public XElement Draw()
    {
        var points = lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.Y)).ToList();
        var across = x.Fit(points.Select(point => point.X));
        var up = y.Fit(points.SelectMany(point => new[] { point.Y, point.Low, point.High }).Where(double.IsFinite));
        return Svg.Root(
            Width,
            PlotBottom + Bottom,
            title,
            [
                Svg.Text(Left, 20, title, "title"),
                .. Legend(),
                .. HorizontalGrid(up),
                .. VerticalGrid(across),
                Svg.Text((Left + Width - Right) / 2, PlotBottom + Bottom - 8, x.Label, "label middle"),
                Svg.Text(14, Middle, y.Label, "label middle").With("transform", $"rotate(-90 14 {Svg.Number(Middle)})"),
                .. lines.SelectMany(line => Line(line, across, up)),
            ]);
    }

    private IEnumerable<XElement> Legend() => Places().Zip(lines).SelectMany(pair =>
    {
        var ((at, top), line) = pair;
        return new[]
        {
            Svg.Line(at, top, at + 24, top, $"line c{line.Colour}"),
            Svg.Marker(at + 12, top, line.Colour),
            Svg.Text(at + 30, top + 4, line.Name, "label"),
        };
    });

    /// <summary>Where the names of the lines go: side by side, and on the next line where there is no room.</summary>
    private IEnumerable<(double Left, double Top)> Places()
    {
        var (at, top) = (Left, LegendTop);
        foreach (var line in lines)
        {
            // As wide as a usual character of this size is.
            var width = 46 + 6.6 * line.Name.Length;
            if (at > Left && at + width > Width)
            {
                (at, top) = (Left, top + LegendLine);
            }

            yield return (at, top);
            at += width;
        }
    }

    private IEnumerable<XElement> HorizontalGrid(FittedAxis up) => up.Ticks.SelectMany(tick => new[]
    {
        Svg.Line(Left, Y(up, tick), Width - Right, Y(up, tick), "grid"),
        Svg.Text(Left - 8, Y(up, tick) + 4, up.Text(tick), "label end"),
    });

    private IEnumerable<XElement> VerticalGrid(FittedAxis across) => across.Ticks.SelectMany(tick => new[]
    {
        Svg.Line(X(across, tick), PlotTop, X(across, tick), PlotBottom, "grid"),
        Svg.Text(X(across, tick), PlotBottom + 16, across.Text(tick), "label middle"),
    });

    private IEnumerable<XElement> Line(ChartLine line, FittedAxis across, FittedAxis up)
    {
        var points = line.Points.Where(point => double.IsFinite(point.Y)).ToList();
        if (points.Any(point => point.High > point.Low))
        {
            var around = points.Select(point => (X(across, point.X), Y(up, point.High)))
                .Concat(points.AsEnumerable().Reverse().Select(point => (X(across, point.X), Y(up, point.Low))));
            yield return Svg.Polygon(around, $"band c{line.Colour}");
        }

        yield return Svg.Polyline(points.Select(point => (X(across, point.X), Y(up, point.Y))), $"line c{line.Colour}");
        foreach (var point in points.Count <= 24 ? points : [])
        {
            yield return Svg.Marker(X(across, point.X), Y(up, point.Y), line.Colour);
        }
    }

    private static double X(FittedAxis axis, double value) => Left + axis.Place(value) * (Width - Right - Left);

    private double Y(FittedAxis axis, double value) => PlotBottom - Math.Clamp(axis.Place(value), 0, 1) * PlotHeight;
}
