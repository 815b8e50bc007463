using System;
using System.Diagnostics.CodeAnalysis;

namespace NormGen.Runtime;

/// <summary>Checks the shape and the strides of a tensor against a declaration.</summary>
internal static class TensorArguments
{
    private const char BatchAxis = 'N';
    private const char ChannelAxis = 'C';

    /// <summary>Requires the declared rank and sizes, and elements that lie side by side.</summary>
    /// <returns>The size of the batch; of rows nothing that means anything.</returns>
    public static int Check(TensorShape shape, string parameter, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        if (!Fits(shape, lengths))
        {
            ThrowShape(shape, parameter, lengths, shape.ToString());
        }

        RequireDense(shape, parameter, lengths, strides);
        return shape.IsRows ? 0 : (int)lengths[shape.Axes.IndexOf(BatchAxis, StringComparison.Ordinal)];
    }

    /// <summary>Requires the sizes of another tensor, and elements that lie side by side.</summary>
    public static void Check(
        TensorShape shape, string parameter, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, string model, ReadOnlySpan<nint> modelLengths)
    {
        if (!lengths.SequenceEqual(modelLengths))
        {
            ThrowShape(shape, parameter, lengths, $"{Text(modelLengths)}, as {model} has");
        }

        RequireDense(shape, parameter, lengths, strides);
    }

    private static bool Fits(TensorShape shape, ReadOnlySpan<nint> lengths) =>
        shape.IsRows ? EndsWith(lengths, shape.RowSizes) : FitsAxes(shape, lengths);

    private static bool EndsWith(ReadOnlySpan<nint> lengths, ReadOnlySpan<int> row)
    {
        var leading = lengths.Length - row.Length;
        for (var axis = 0; axis < row.Length; axis++)
        {
            if (leading < 0 || lengths[leading + axis] != row[axis])
            {
                return false;
            }
        }

        return true;
    }

    private static bool FitsAxes(TensorShape shape, ReadOnlySpan<nint> lengths)
    {
        var fits = lengths.Length == shape.Axes.Length;
        var spatial = 0;
        for (var axis = 0; fits && axis < lengths.Length; axis++)
        {
            fits = shape.Axes[axis] switch
            {
                BatchAxis => true,
                ChannelAxis => lengths[axis] == shape.Channels,
                _ => shape.SpatialSizeAtCall || lengths[axis] == shape.SpatialSizes[spatial++],
            };
        }

        return fits;
    }

    // The stride of an axis of one element is never used. Of an empty tensor none is.
    private static void RequireDense(TensorShape shape, string parameter, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        if (lengths.Contains(0))
        {
            return;
        }

        var expected = 1L;
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (lengths[axis] != 1 && strides[axis] != expected)
            {
                ThrowStrides(shape, parameter, lengths, strides);
            }

            expected *= lengths[axis];
            if (expected > int.MaxValue)
            {
                ThrowLength(shape, parameter, lengths);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowShape(TensorShape shape, string parameter, ReadOnlySpan<nint> lengths, string expected) =>
        throw new ArgumentException($"{shape.Layer}: {parameter} has the shape {Text(lengths)}; expected {expected}.", parameter);

    [DoesNotReturn]
    private static void ThrowStrides(TensorShape shape, string parameter, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides) =>
        throw new ArgumentException(
            $"{shape.Layer}: {parameter} has the shape {Text(lengths)} with the strides {Text(strides)}; " +
            "expected elements that lie side by side, the last axis fastest. Copy it to a dense tensor.",
            parameter);

    [DoesNotReturn]
    private static void ThrowLength(TensorShape shape, string parameter, ReadOnlySpan<nint> lengths) =>
        throw new ArgumentException($"{shape.Layer}: {parameter} has the shape {Text(lengths)}, more elements than an index can hold.", parameter);

    private static string Text(ReadOnlySpan<nint> sizes)
    {
        var text = new string[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            text[i] = ShapeText.Text(sizes[i]);
        }

        return $"[{string.Join(", ", text)}]";
    }
}
