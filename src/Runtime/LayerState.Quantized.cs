using System;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <content>The checks of passes whose output is quantized, and so takes no place of an input.</content>
public abstract partial class LayerState
{
    /// <summary>Checks a call of <c>Infer</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output, an element a byte.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit the shape, or tensors overlap.</exception>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<byte> output, int? batch = null)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.RequireQuantized(Shape, extent, input, output);
        if (input.IsEmpty)
        {
            return extent;
        }

        RequireOutside(input);
        RequireOutside(output);
        return extent;
    }

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{byte}, int?)"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output, an element a byte.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<byte> output, int? batch = null)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.RequireQuantized(Shape, extent, input, residual, output);
        if (input.IsEmpty)
        {
            return extent;
        }

        RequireOutside(input);
        RequireOutside(residual);
        RequireOutside(output);
        return extent;
    }

    /// <summary>As for tensors of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void RequireOutside(
        ReadOnlySpan<byte> tensor, [CallerArgumentExpression(nameof(tensor))] string parameter = "")
    {
        ArgumentGuard.RequireOutside(Shape, Memory.Slab, tensor, parameter);
        ArgumentGuard.RequireOutside(Shape, Memory.PerSample, tensor, parameter);
    }
}
