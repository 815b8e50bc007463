using System;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// What a frozen batch norm holds: the coefficients, computed once when it is made, and the shape that its calls must have.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenBatchNorm
{
    private readonly TensorShape shape;
    private readonly AlignedBuffer<float> coefficients;

    /// <summary>Allocates the coefficients, which the kernel then fills.</summary>
    /// <param name="shape">The declared shape.</param>
    /// <param name="coefficients">The number of floats that the kernel asks for.</param>
    public FrozenBatchNorm(TensorShape shape, int coefficients)
    {
        this.shape = shape;
        this.coefficients = new AlignedBuffer<float>(coefficients);
    }

    /// <summary>The coefficients of the kernel.</summary>
    public Span<float> Coefficients => coefficients.Span;

    /// <summary>Checks a call of <c>Infer</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the tensors overlap and are not the same.</exception>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output) =>
        Check(shape.Resolve(input.Length, nameof(input)), input, output);

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int batch) =>
        Check(shape.Resolve(input.Length, batch, nameof(input)), input, output);

    private TensorExtent Check(TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        ArgumentGuard.RequireLength(shape, extent, input.Length, output);
        ArgumentGuard.RequireApartOrSame(shape, input, output);
        return extent;
    }
}
