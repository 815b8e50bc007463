using System;

namespace NormGen.Runtime;

/// <content>
/// The checks of each pass. They return the sizes of the call; a check of a backward pass that has nothing to do sets the
/// gradients of the parameters to zero.
/// </content>
public sealed partial class BatchNormState
{
    /// <summary>Checks a call of <c>Infer</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output) =>
        Require(Shape.Resolve(input.Length, nameof(input)), input, output);

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int batch) =>
        Require(Shape.Resolve(input.Length, batch, nameof(input)), input, output);

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output) =>
        Require(Shape.Resolve(input.Length, nameof(input)), input, residual, output);

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, int batch) =>
        Require(Shape.Resolve(input.Length, batch, nameof(input)), input, residual, output);

    /// <summary>Checks a call of <c>Forward</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit, tensors overlap, or a channel has only one value.</exception>
    public TensorExtent CheckForward(ReadOnlySpan<float> input, ReadOnlySpan<float> output) =>
        RequireMoreThanOneValue(CheckInfer(input, output));

    /// <inheritdoc cref="CheckForward(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckForward(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int batch) =>
        RequireMoreThanOneValue(CheckInfer(input, output, batch));

    /// <inheritdoc cref="CheckForward(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    public TensorExtent CheckForward(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output) =>
        RequireMoreThanOneValue(CheckInfer(input, residual, output));

    /// <inheritdoc cref="CheckForward(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckForward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, int batch) =>
        RequireMoreThanOneValue(CheckInfer(input, residual, output, batch));

    /// <summary>Checks a call of <c>Backward</c>.</summary>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    /// <exception cref="InvalidOperationException">There was no forward pass, or it had another batch or size.</exception>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient) =>
        RequireLastForward(CheckInferBackward(input, outputGradient, inputGradient));

    /// <inheritdoc cref="CheckBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient, int batch) =>
        RequireLastForward(CheckInferBackward(input, outputGradient, inputGradient, batch));

    /// <inheritdoc cref="CheckBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="residual">The residual of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="residualGradient">Where the gradient by the residual will be written.</param>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient) =>
        RequireLastForward(CheckInferBackward(input, residual, outputGradient, inputGradient, residualGradient));

    /// <inheritdoc cref="CheckBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="residual">The residual of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="residualGradient">Where the gradient by the residual will be written.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient,
        int batch) =>
        RequireLastForward(CheckInferBackward(input, residual, outputGradient, inputGradient, residualGradient, batch));

    /// <summary>Checks a call of <c>InferBackward</c>, which needs no forward pass.</summary>
    /// <param name="input">The input.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInferBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient) =>
        RequireBackward(Shape.Resolve(input.Length, nameof(input)), input, outputGradient, inputGradient);

    /// <inheritdoc cref="CheckInferBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckInferBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient, int batch) =>
        RequireBackward(Shape.Resolve(input.Length, batch, nameof(input)), input, outputGradient, inputGradient);

    /// <inheritdoc cref="CheckInferBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="residualGradient">Where the gradient by the residual will be written.</param>
    public TensorExtent CheckInferBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient) =>
        RequireBackward(
            Shape.Resolve(input.Length, nameof(input)),
            input, residual, outputGradient, inputGradient, residualGradient);

    /// <inheritdoc cref="CheckInferBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="residualGradient">Where the gradient by the residual will be written.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckInferBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient,
        int batch) =>
        RequireBackward(
            Shape.Resolve(input.Length, batch, nameof(input)),
            input, residual, outputGradient, inputGradient, residualGradient);

    private TensorExtent Require(TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        var own = memory.Slab;
        CallTensors.Require(Shape, extent, input, output);
        ArgumentGuard.RequireOutside(Shape, own, input);
        ArgumentGuard.RequireOutside(Shape, own, output);
        return extent;
    }

    private TensorExtent Require(
        TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output)
    {
        var own = memory.Slab;
        CallTensors.Require(Shape, extent, input, residual, output);
        ArgumentGuard.RequireOutside(Shape, own, input);
        ArgumentGuard.RequireOutside(Shape, own, residual);
        ArgumentGuard.RequireOutside(Shape, own, output);
        return extent;
    }

    private TensorExtent RequireBackward(
        TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient)
    {
        var own = memory.Slab;
        CallTensors.RequireBackward(Shape, extent, input, outputGradient, inputGradient);
        ArgumentGuard.RequireOutside(Shape, own, input);
        ArgumentGuard.RequireOutside(Shape, own, outputGradient);
        ArgumentGuard.RequireOutside(Shape, own, inputGradient);
        return ClearIfEmpty(extent);
    }

    private TensorExtent RequireBackward(
        TensorExtent extent,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient)
    {
        var own = memory.Slab;
        CallTensors.RequireBackward(Shape, extent, input, residual, outputGradient, inputGradient, residualGradient);
        ArgumentGuard.RequireOutside(Shape, own, input);
        ArgumentGuard.RequireOutside(Shape, own, residual);
        ArgumentGuard.RequireOutside(Shape, own, outputGradient);
        ArgumentGuard.RequireOutside(Shape, own, inputGradient);
        ArgumentGuard.RequireOutside(Shape, own, residualGradient);
        return ClearIfEmpty(extent);
    }

    private TensorExtent RequireMoreThanOneValue(TensorExtent extent)
    {
        if (extent.PerChannel == 1)
        {
            BatchNormErrors.ThrowOneValuePerChannel(Shape, extent, parameter: "input");
        }

        return extent;
    }

    private TensorExtent RequireLastForward(TensorExtent extent)
    {
        if (!extent.IsEmpty && extent != lastForward)
        {
            BatchNormErrors.ThrowNotTheLastForward(Shape, extent, lastForward);
        }

        return extent;
    }

    private TensorExtent ClearIfEmpty(TensorExtent extent)
    {
        if (extent.IsEmpty)
        {
            GammaGradient.Clear();
            BetaGradient.Clear();
        }

        return extent;
    }
}
