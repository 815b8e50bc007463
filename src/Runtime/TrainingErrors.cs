using System;
using System.Diagnostics.CodeAnalysis;

namespace NormGen.Runtime;

/// <summary>What a layer says when a call cannot be trained on.</summary>
internal static class TrainingErrors
{
    [DoesNotReturn]
    public static void ThrowOneValuePerChannel(TensorShape shape, TensorExtent extent, string parameter) =>
        throw new ArgumentException(
            $"{shape.Layer}: Expected more than 1 value per channel when training, " +
            $"got input of shape {ShapeText.Of(shape, extent)}.",
            parameter);

    [DoesNotReturn]
    public static void ThrowNotTheLastForward(TensorShape shape, TensorExtent extent, TensorExtent lastForward) =>
        throw new InvalidOperationException(
            lastForward.IsEmpty
                ? $"{shape.Layer}: Backward of shape {ShapeText.Of(shape, extent)} expected a Forward of that shape before it; " +
                  "there was none."
                : $"{shape.Layer}: Backward must have the shape of the last Forward; " +
                  $"expected {ShapeText.Of(shape, lastForward)}, got {ShapeText.Of(shape, extent)}.");

    [DoesNotReturn]
    public static void ThrowTooManyStatistics(TensorShape shape, int batch, string parameter) =>
        throw new ArgumentException(
            $"{shape.Layer}: the statistics of a batch of {ShapeText.Text(batch)} are more than an array can hold, for {shape}.",
            parameter);

    [DoesNotReturn]
    public static void ThrowOtherChannels(TensorShape shape, int channels, string parameter) =>
        throw new ArgumentException(
            $"{shape.Layer}: expected moments of {ShapeText.Text(shape.Channels)} channels, for {shape}; got {ShapeText.Text(channels)}.",
            parameter);

    [DoesNotReturn]
    public static void ThrowTooFewMoments(TensorShape shape, long count, string parameter) =>
        throw new ArgumentException(
            $"{shape.Layer}: Expected more than 1 value per channel when training, got moments of {ShapeText.Text(count)}, for {shape}.",
            parameter);

    [DoesNotReturn]
    public static void ThrowStatisticsOfMore(TensorShape shape, TensorExtent extent, long count) =>
        throw new InvalidOperationException(
            $"{shape.Layer}: Backward of shape {ShapeText.Of(shape, extent)} expected a Forward, or a ForwardWith by the moments of its own " +
            $"input, before it; the last one was a ForwardWith by moments of {ShapeText.Text(count)} values per channel, whose gradient " +
            "needs sums over all of them.");
}
