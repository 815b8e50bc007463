using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace NormGen.Samples.Study.Report;

/// <summary>The few elements of SVG that the charts are made of.</summary>
internal static class Svg
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <param name="width">The width of the drawing.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What readers are told who cannot see it.</param>
    /// <param name="content">What is on it.</param>
    public static XElement Root(double width, double height, string title, IEnumerable<XElement> content) => new(
        Space + "svg",
        new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
        new XAttribute("role", "img"),
        new XElement(Space + "title", title),
        content);

    public static XElement Text(double x, double y, string text, string style) =>
        new(Space + "text", At("x", x), At("y", y), new XAttribute("class", style), text);

    public static XElement Line(double x1, double y1, double x2, double y2, string style) =>
        new(Space + "line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), new XAttribute("class", style));

    public static XElement Polyline(IEnumerable<(double X, double Y)> points, string style) => Points("polyline", points, style);

    public static XElement Polygon(IEnumerable<(double X, double Y)> points, string style) => Points("polygon", points, style);

    public static XElement Rectangle(double x, double y, double width, double height, string style) => new(
        Space + "rect", At("x", x), At("y", y), At("width", width), At("height", height), new XAttribute("class", style));

    /// <summary>A mark whose form tells lines apart where colours do not.</summary>
    public static XElement Marker(double x, double y, int colour)
    {
        const double R = 4;
        (double X, double Y)[] corners = (colour % 4) switch
        {
            0 => [.. Enumerable.Range(0, 12).Select(i => (x + R * Math.Cos(i * Math.PI / 6), y + R * Math.Sin(i * Math.PI / 6)))],
            1 => [(x - R, y - R), (x + R, y - R), (x + R, y + R), (x - R, y + R)],
            2 => [(x, y - R - 1), (x + R + 1, y + R), (x - R - 1, y + R)],
            _ => [(x, y - R - 1), (x + R + 1, y), (x, y + R + 1), (x - R - 1, y)],
        };
        return Polygon(corners, $"mark c{colour}");
    }

    public static XElement With(this XElement element, string name, string value)
    {
        element.Add(new XAttribute(name, value));
        return element;
    }

    private static XElement Points(string name, IEnumerable<(double X, double Y)> points, string style) => new(
        Space + name,
        new XAttribute("points", string.Join(" ", points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))),
        new XAttribute("class", style));

    private static XAttribute At(string name, double value) => new(name, Number(value));
}
