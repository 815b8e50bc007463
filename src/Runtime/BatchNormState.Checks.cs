using System;

namespace NormGen.Runtime;

/// <content>The checks of the passes that batch norm alone has, or has in its own way.</content>
public sealed partial class BatchNormState
{
    /// <summary>Checks a call of <c>Forward</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit, tensors overlap, or a channel has only one value.</exception>
    public TensorExtent CheckForward(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int? batch = null) =>
        RequireMoreThanOneValue(CheckInfer(input, output, batch));

    /// <inheritdoc cref="CheckForward(ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    public TensorExtent CheckForward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, int? batch = null) =>
        RequireMoreThanOneValue(CheckInfer(input, residual, output, batch));

    /// <summary>Checks a call of <c>InferBackward</c>, which needs no forward pass.</summary>
    /// <param name="input">The input.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInferBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient, int? batch = null) =>
        RequireBackward(input, outputGradient, inputGradient, batch);

    /// <inheritdoc cref="CheckInferBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="residualGradient">Where the gradient by the residual will be written.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    public TensorExtent CheckInferBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient,
        int? batch = null) =>
        RequireBackward(input, residual, outputGradient, inputGradient, residualGradient, batch);

    private TensorExtent RequireMoreThanOneValue(TensorExtent extent)
    {
        if (extent.PerChannel == 1)
        {
            TrainingErrors.ThrowOneValuePerChannel(Shape, extent, parameter: "input");
        }

        return extent;
    }
}
