using System;
using System.Diagnostics.CodeAnalysis;

namespace NormGen.Runtime;

/// <summary>What a <see cref="TensorShape"/> says when sizes do not fit; out of line, so that the checks stay short.</summary>
internal static class ShapeErrors
{
    public static void ThrowUnlessDeclarable(TensorShape shape, bool hasBatchAndChannels, ReadOnlySpan<int> sizes)
    {
        var spatialAxes = shape.Axes.Length - 2;
        if (!hasBatchAndChannels || shape.Channels < 1 || sizes.ContainsAnyInRange(int.MinValue, 0))
        {
            throw new ArgumentException($"{shape.Layer}: a shape has the axes N and C, and every size is 1 or more.");
        }

        if (sizes.Length != spatialAxes && !sizes.IsEmpty)
        {
            throw new ArgumentException($"{shape.Layer}: {shape.Axes} has {ShapeText.Text(spatialAxes)} spatial sizes; " +
                $"declared were {ShapeText.Text(sizes.Length)}.");
        }

        if (sizes.IsEmpty && SplitsSpace(shape.Axes))
        {
            throw new ArgumentException(
                $"{shape.Layer}: {shape.Axes} has space on both sides of the channels, so its sizes must be declared.");
        }
    }

    public static int Features(string layer, ReadOnlySpan<int> normalizedShape)
    {
        if (normalizedShape.IsEmpty || normalizedShape.ContainsAnyInRange(int.MinValue, 0))
        {
            throw new ArgumentException($"{layer}: a row has one size or more, and every size is 1 or more.");
        }

        var product = 1L;
        foreach (var size in normalizedShape)
        {
            product = Multiply(layer, "a row", product, size);
        }

        return (int)product;
    }

    public static void ThrowUnlessGrouped(TensorShape shape, int groups)
    {
        if (groups < 1 || shape.Channels % groups != 0)
        {
            throw new ArgumentException($"{shape.Layer}: expected a number of groups that divides the " +
                $"{ShapeText.Text(shape.Channels)} channels; got {ShapeText.Text(groups)}.");
        }

        if (!shape.Axes.StartsWith('N'))
        {
            throw new ArgumentException(
                $"{shape.Layer}: statistics of a sample need samples that lie one after the other; {shape.Axes} has none.");
        }
    }

    public static long Multiply(string layer, string whole, long product, int size)
    {
        var next = product * size;
        return next <= int.MaxValue
            ? next
            : throw new ArgumentException($"{layer}: {whole} has more elements than an index can hold.");
    }

    [DoesNotReturn]
    public static void ThrowNotWholeSamples(TensorShape shape, int length, string parameter) =>
        throw new ArgumentException(
            $"{shape.Layer}: {parameter} has {ShapeText.Text(length)} elements; expected a multiple of " +
            $"{ShapeText.Text(shape.ElementsPerSample)}, the elements of one {(shape.IsRows ? "row" : "sample")} of {shape}.",
            parameter);

    [DoesNotReturn]
    public static void ThrowNotWholePlanes(TensorShape shape, int length, int batch, string parameter) =>
        throw new ArgumentException(
            $"{shape.Layer}: {parameter} has {ShapeText.Text(length)} elements; expected " +
            (batch == 0 ? "none for a batch of 0" : MultipleOfPlanes(shape, batch)) +
            $", for {shape}.",
            parameter);

    [DoesNotReturn]
    public static void ThrowBadBatch(TensorShape shape, int batch) =>
        throw new ArgumentException(
            batch < 0
                ? $"{shape.Layer}: batch is {ShapeText.Text(batch)}; expected 0 or more, for {shape}."
                : $"{shape.Layer}: batch * channels = {ShapeText.Text(batch)} * {ShapeText.Text(shape.Channels)} is more than " +
                  $"an index can hold, for {shape}.",
            nameof(batch));

    private static string MultipleOfPlanes(TensorShape shape, int batch) =>
        $"a multiple of batch * channels = {ShapeText.Text(batch)} * {ShapeText.Text(shape.Channels)} = " +
        ShapeText.Text((long)batch * shape.Channels);

    private static bool SplitsSpace(string axes)
    {
        var channel = axes.IndexOf('C', StringComparison.Ordinal);
        return HasSpace(axes.AsSpan(0, channel)) && HasSpace(axes.AsSpan(channel + 1));
    }

    private static bool HasSpace(ReadOnlySpan<char> axes) => axes.ContainsAnyExcept('N');
}
