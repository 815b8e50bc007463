using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Checkpoints;

namespace NormGen.Tool.Scaffolding;

/// <summary>The shapes that operators with a sliding window give: batch, channels, and what becomes of each spatial size.</summary>
internal static class WindowShapes
{
    // Batch and channels come before space.
    private const int FirstSpatialAxis = 2;

    public static long?[]? Convolution(OnnxNode node, long?[]? data, long?[] weight) =>
        Windows(node, data, weight.Length, weight[0], weight.Skip(FirstSpatialAxis).ToList(), Slide);

    public static long?[]? Pool(OnnxNode node, long?[] data) =>
        Windows(node, data, data.Length, data.ElementAtOrDefault(1), [], Slide);

    // The weight of a transposed convolution is I, O / groups and the window.
    public static long?[]? Transposed(OnnxNode node, long?[]? data, long?[] weight) =>
        Windows(node, data, weight.Length, weight.ElementAtOrDefault(1) * (node.Integer("group") ?? 1), weight.Skip(FirstSpatialAxis).ToList(), Spread);

    private static long?[]? Windows(
        OnnxNode node, long?[]? data, int rank, long? channels, IReadOnlyList<long?> weight, Func<OnnxNode, Window, long?> size)
    {
        if (rank <= FirstSpatialAxis || (data is not null && data.Length != rank))
        {
            return null;
        }

        var spatial = Enumerable.Range(0, rank - FirstSpatialAxis).Select(axis =>
            data?[axis + FirstSpatialAxis] is { } length && Window.Of(node, axis, rank - FirstSpatialAxis, length, weight.ElementAtOrDefault(axis)) is { } window
                ? size(node, window)
                : null);
        return [data?[0], channels, .. spatial];
    }

    private static long? Slide(OnnxNode node, Window window)
    {
        if (node.Word("auto_pad") is "SAME_UPPER" or "SAME_LOWER")
        {
            return DivideUp(window.Length, window.Stride);
        }

        var room = window.Length + window.Padding - window.Extent;
        return room < 0 ? null : (node.Integer("ceil_mode") is 1 ? DivideUp(room, window.Stride) : room / window.Stride) + 1;
    }

    private static long? Spread(OnnxNode node, Window window)
    {
        if (node.Integers("output_shape") is not null)
        {
            return null;
        }

        var size = node.Word("auto_pad") is "SAME_UPPER" or "SAME_LOWER"
            ? window.Length * window.Stride
            : ((window.Length - 1) * window.Stride) + window.OutputPadding + window.Extent - window.Padding;
        return size > 0 ? size : null;
    }

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;

    /// <summary>What a node does along one spatial axis.</summary>
    /// <param name="Length">The size of the input.</param>
    /// <param name="Extent">The length of the window with its gaps.</param>
    /// <param name="Stride">How far apart windows are.</param>
    /// <param name="Padding">What is added to the input at both ends together.</param>
    /// <param name="OutputPadding">What is added to the output.</param>
    private sealed record Window(long Length, long Extent, long Stride, long Padding, long OutputPadding)
    {
        // No tensor is longer, and nothing computed from such numbers overflows.
        private const long Most = int.MaxValue;

        public static Window? Of(OnnxNode node, int axis, int axes, long length, long? weight)
        {
            var kernel = At(node, "kernel_shape", axis) ?? weight;
            var (stride, dilation) = (At(node, "strides", axis) ?? 1, At(node, "dilations", axis) ?? 1);
            var (before, after) = (At(node, "pads", axis) ?? 0, At(node, "pads", axis + axes) ?? 0);
            var more = At(node, "output_padding", axis) ?? 0;
            return kernel is { } size && new[] { length, size, stride, dilation }.All(number => number is >= 1 and <= Most)
                && new[] { before, after, more }.All(number => number is >= -Most and <= Most)
                ? new(length, ((size - 1) * dilation) + 1, stride, before + after, more)
                : null;
        }

        private static long? At(OnnxNode node, string attribute, int index) =>
            node.Integers(attribute) is { } list && index < list.Count ? list[index] : null;
    }
}
