using System;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <content>
/// The checks of each pass. They return the sizes of the call; a check of a backward pass that has nothing to do sets the
/// gradients of the parameters to zero.
/// </content>
public abstract partial class LayerState
{
    /// <summary>Checks a call of <c>Infer</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int? batch = null)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.Require(Shape, extent, input, output);
        if (input.IsEmpty)
        {
            return extent;
        }

        RequireOutside(input);
        RequireOutside(output);
        return extent;
    }

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, int? batch = null)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.Require(Shape, extent, input, residual, output);
        if (input.IsEmpty)
        {
            return extent;
        }

        RequireOutside(input);
        RequireOutside(residual);
        RequireOutside(output);
        return extent;
    }

    /// <summary>Checks a call of <c>Backward</c>.</summary>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    /// <exception cref="InvalidOperationException">There was no forward pass, or it had another batch or size.</exception>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient, int? batch = null) =>
        RequireLastForward(RequireBackward(input, outputGradient, inputGradient, batch));

    /// <inheritdoc cref="CheckBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    /// <param name="input">The input of the last forward pass.</param>
    /// <param name="residual">The residual of the last forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output.</param>
    /// <param name="inputGradient">Where the gradient by the input will be written.</param>
    /// <param name="residualGradient">Where the gradient by the residual will be written.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    public TensorExtent CheckBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient,
        int? batch = null) =>
        RequireLastForward(RequireBackward(input, residual, outputGradient, inputGradient, residualGradient, batch));

    /// <summary>What a pass backward requires of its tensors, whether it is that of a forward pass or not.</summary>
    private protected TensorExtent RequireBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> inputGradient, int? batch)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.RequireBackward(Shape, extent, input, outputGradient, inputGradient);
        if (input.IsEmpty)
        {
            return ClearGradients(extent);
        }

        RequireOutside(input);
        RequireOutside(outputGradient);
        RequireOutside(inputGradient);
        return extent;
    }

    /// <inheritdoc cref="RequireBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    private protected TensorExtent RequireBackward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient,
        int? batch)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.RequireBackward(Shape, extent, input, residual, outputGradient, inputGradient, residualGradient);
        if (input.IsEmpty)
        {
            return ClearGradients(extent);
        }

        RequireOutside(input);
        RequireOutside(residual);
        RequireOutside(outputGradient);
        RequireOutside(inputGradient);
        RequireOutside(residualGradient);
        return extent;
    }

    /// <summary>Requires a tensor to lie outside everything of the layer's own that a user can hold a span of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void RequireOutside(
        ReadOnlySpan<float> tensor, [CallerArgumentExpression(nameof(tensor))] string parameter = "")
    {
        ArgumentGuard.RequireOutside(Shape, Memory.Slab, tensor, parameter);
        ArgumentGuard.RequireOutside(Shape, Memory.PerSample, tensor, parameter);
    }

    private protected TensorExtent RequireLastForward(TensorExtent extent)
    {
        if (!extent.IsEmpty && extent != LastForward)
        {
            RefuseBackward(extent);
        }

        return extent;
    }

    /// <summary>Says why there can be no <c>Backward</c> of these sizes.</summary>
    private protected virtual void RefuseBackward(TensorExtent extent) =>
        TrainingErrors.ThrowNotTheLastForward(Shape, extent, LastForward);

    /// <summary>What a pass backward does where there is nothing to do.</summary>
    private protected TensorExtent ClearGradients(TensorExtent extent)
    {
        GammaGradient.Clear();
        BetaGradient.Clear();
        return extent;
    }
}
