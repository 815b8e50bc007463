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
    private const double Height = 330;
    private const double Left = 62;
    private const double Right = 16;
    private const double Top = 62;
    private const double Bottom = 46;

    public XElement Draw()
    {
        var points = lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.Y)).ToList();
        var across = x.Fit(points.Select(point => point.X));
        var up = y.Fit(points.SelectMany(point => new[] { point.Y, point.Low, point.High }).Where(double.IsFinite));
        return Svg.Root(
            Width,
            Height,
            title,
            [
                Svg.Text(Left, 20, title, "title"),
                .. Legend(),
                .. HorizontalGrid(up),
                .. VerticalGrid(across),
                Svg.Text((Left + Width - Right) / 2, Height - 8, x.Label, "label middle"),
                Svg.Text(14, (Top + Height - Bottom) / 2, y.Label, "label middle")
                    .With("transform", $"rotate(-90 14 {Svg.Number((Top + Height - Bottom) / 2)})"),
                .. lines.SelectMany(line => Line(line, across, up)),
            ]);
    }

    private IEnumerable<XElement> Legend()
    {
        var at = Left;
        foreach (var line in lines)
        {
            yield return Svg.Line(at, 38, at + 24, 38, $"line c{line.Colour}");
            yield return Svg.Marker(at + 12, 38, line.Colour);
            yield return Svg.Text(at + 30, 42, line.Name, "label");
            at += 46 + 6.6 * line.Name.Length;
        }
    }

    private static IEnumerable<XElement> HorizontalGrid(FittedAxis up) => up.Ticks.SelectMany(tick => new[]
    {
        Svg.Line(Left, Y(up, tick), Width - Right, Y(up, tick), "grid"),
        Svg.Text(Left - 8, Y(up, tick) + 4, up.Text(tick), "label end"),
    });

    private static IEnumerable<XElement> VerticalGrid(FittedAxis across) => across.Ticks.SelectMany(tick => new[]
    {
        Svg.Line(X(across, tick), Top, X(across, tick), Height - Bottom, "grid"),
        Svg.Text(X(across, tick), Height - Bottom + 16, across.Text(tick), "label middle"),
    });

    private static IEnumerable<XElement> Line(ChartLine line, FittedAxis across, FittedAxis up)
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

    private static double Y(FittedAxis axis, double value) => Height - Bottom - Math.Clamp(axis.Place(value), 0, 1) * (Height - Bottom - Top);
}
