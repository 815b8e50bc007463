using System.Globalization;
using System.Text;

namespace NormGen.Runtime;

/// <summary>Shapes in words, for messages.</summary>
internal static class ShapeText
{
    /// <summary>
    /// The declared shape: <c>NHWC [batch, 56, 56, 64]</c>, <c>NHWC [batch, H, W, 64]</c>, or <c>rows [rows, 768]</c>.
    /// </summary>
    public static string Of(TensorShape shape) => Write(shape, shape.IsRows ? "rows" : "batch", positions: null);

    /// <summary>A call's shape: <c>NHWC [8, 56, 56, 64]</c>, <c>NHWC [8, H * W = 49, 64]</c>, or <c>rows [8, 768]</c>.</summary>
    public static string Of(TensorShape shape, TensorExtent extent) =>
        Write(shape, Text(extent.Batch), extent.Positions);

    /// <summary>A number as every culture's reader should see it.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Write(TensorShape shape, string batch, int? positions) =>
        shape.IsRows ? WriteRows(shape, batch) : WriteAxes(shape, batch, positions);

    private static string WriteRows(TensorShape shape, string rows)
    {
        var text = new StringBuilder("rows [").Append(rows);
        foreach (var size in shape.RowSizes)
        {
            text.Append(", ").Append(Text(size));
        }

        return text.Append(']').ToString();
    }

    private static string WriteAxes(TensorShape shape, string batch, int? positions)
    {
        var text = new StringBuilder(shape.Axes).Append(" [");
        var spatial = 0;
        for (var axis = 0; axis < shape.Axes.Length; axis++)
        {
            var separator = axis == 0 ? "" : ", ";
            var letter = shape.Axes[axis];
            if (letter is 'N' or 'C')
            {
                text.Append(separator).Append(letter == 'N' ? batch : Text(shape.Channels));
            }
            else if (!shape.SpatialSizeAtCall)
            {
                text.Append(separator).Append(Text(shape.SpatialSizes[spatial++]));
            }
            else
            {
                // Only the product of the spatial sizes is known, so they stand together, as they do in memory.
                text.Append(spatial++ == 0 || positions is null ? separator : " * ").Append(letter);
                if (positions is not null && (axis + 1 == shape.Axes.Length || shape.Axes[axis + 1] is 'N' or 'C'))
                {
                    text.Append(" = ").Append(Text(positions.Value));
                }
            }
        }

        return text.Append(']').ToString();
    }
}
