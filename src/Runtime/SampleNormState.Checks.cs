using System;

namespace NormGen.Runtime;

/// <content>
/// The checks that other layers do not have: those of forward passes make room for the statistics of the batch, and those of
/// <c>PreAdd</c> have a sum beside the output.
/// </content>
public sealed partial class SampleNormState
{
    /// <summary>Checks a call of <c>Infer</c> with <c>PreAdd</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the input before it is normalized.</param>
    /// <param name="output">The output.</param>
    /// <param name="sum">Where the sum of input and residual will be written.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, ReadOnlySpan<float> sum)
    {
        var extent = Shape.Resolve(input.Length, nameof(input));
        CallTensors.RequirePreAdd(Shape, extent, input, residual, output, sum);
        if (input.IsEmpty)
        {
            return extent;
        }

        RequireOutside(input);
        RequireOutside(residual);
        RequireOutside(output);
        RequireOutside(sum);
        return extent;
    }

    /// <summary>Checks a call of <c>Infer</c> with <c>PreAdd</c> and a quantized output.</summary>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the input before it is normalized.</param>
    /// <param name="output">The output, an element a byte.</param>
    /// <param name="sum">Where the sum of input and residual will be written.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<byte> output, ReadOnlySpan<float> sum)
    {
        var extent = Shape.Resolve(input.Length, nameof(input));
        CallTensors.RequireQuantized(Shape, extent, input, residual, output, sum);
        if (input.IsEmpty)
        {
            return extent;
        }

        RequireOutside(input);
        RequireOutside(residual);
        RequireOutside(output);
        RequireOutside(sum);
        return extent;
    }

    /// <summary>Checks a call of <c>Forward</c>, and makes room for its statistics.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, tensors overlap, or an array cannot hold the
    /// statistics of so many samples.</exception>
    public TensorExtent CheckForward(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int? batch = null) =>
        MakeRoom(CheckInfer(input, output, batch));

    /// <inheritdoc cref="CheckForward(ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    public TensorExtent CheckForward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, int? batch = null) =>
        MakeRoom(CheckInfer(input, residual, output, batch));

    /// <inheritdoc cref="CheckForward(ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the input before it is normalized.</param>
    /// <param name="output">The output.</param>
    /// <param name="sum">Where the sum of input and residual will be written.</param>
    public TensorExtent CheckForward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, ReadOnlySpan<float> sum) =>
        MakeRoom(CheckInfer(input, residual, output, sum));

    /// <summary>Checks a call of <c>Backward</c> with <c>PreAdd</c>.</summary>
    /// <param name="sum">The sum that the last forward pass gave.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="sumGradient">The gradient of the loss by the sum, from elsewhere.</param>
    /// <param name="inputGradient">Where the gradient by the input, and by the residual, will be written.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    /// <exception cref="InvalidOperationException">There was no forward pass, or it had another batch.</exception>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> sum,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> sumGradient,
        ReadOnlySpan<float> inputGradient)
    {
        var extent = Shape.Resolve(sum.Length, nameof(sum));
        CallTensors.RequirePreAddBackward(Shape, extent, sum, outputGradient, sumGradient, inputGradient);
        if (sum.IsEmpty)
        {
            return ClearGradients(extent);
        }

        RequireOutside(sum);
        RequireOutside(outputGradient);
        RequireOutside(sumGradient);
        RequireOutside(inputGradient);
        return RequireLastForward(extent);
    }

    private TensorExtent MakeRoom(TensorExtent extent)
    {
        if (extent.Batch > statistics.Batch && !extent.IsEmpty)
        {
            Grow(extent.Batch, "input");
        }

        return extent;
    }
}
