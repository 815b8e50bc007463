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
}
