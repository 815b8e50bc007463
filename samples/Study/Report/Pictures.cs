using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace NormGen.Samples.Study.Report;

/// <summary>Rows of small grey pictures, each row with its name.</summary>
internal static class Pictures
{
    private const double Pixel = 9;
    private const double Gap = 12;
    private const double Label = 190;

    /// <param name="title">What they show.</param>
    /// <param name="side">The side of a picture in pixels.</param>
    /// <param name="rows">The rows from top to bottom: the pictures' values, and those that are shown as white and as black.</param>
    public static XElement Draw(string title, int side, IReadOnlyList<PictureRow> rows)
    {
        var step = side * Pixel + Gap;
        var columns = rows.Max(row => row.Images.Count);
        return Svg.Root(
            Label + columns * step,
            rows.Count * step,
            title,
            rows.SelectMany((row, r) => row.Images
                .SelectMany((image, c) => Image(image, side, row, Label + c * step, r * step))
                .Append(Svg.Text(0, r * step + side * Pixel / 2, row.Name, "label"))));
    }

    private static IEnumerable<XElement> Image(float[] image, int side, PictureRow row, double left, double top) =>
        image.Select((value, i) => Svg
            .Rectangle(left + i % side * Pixel, top + i / side * Pixel, Pixel + 0.3, Pixel + 0.3, "pixel")
            .With("fill", Grey((value - row.White) / (row.Black - row.White))));

    private static string Grey(double ink)
    {
        var level = (int)Math.Round(255 * (1 - Math.Clamp(ink, 0, 1)));
        return $"#{level:x2}{level:x2}{level:x2}";
    }
}

/// <summary>A row of pictures of one kind.</summary>
internal sealed record PictureRow(string Name, IReadOnlyList<float[]> Images, double White, double Black);
