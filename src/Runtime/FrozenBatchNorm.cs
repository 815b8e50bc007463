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
    private int maxDegreeOfParallelism;

    /// <summary>Allocates the coefficients, which the kernel then fills.</summary>
    /// <param name="layer">The layer to freeze, whose shape and degree of parallelism it takes.</param>
    /// <param name="coefficients">The number of floats that the kernel asks for.</param>
    public FrozenBatchNorm(BatchNormState layer, int coefficients)
    {
        ArgumentNullException.ThrowIfNull(layer);
        shape = layer.Shape;
        maxDegreeOfParallelism = layer.MaxDegreeOfParallelism;
        this.coefficients = new AlignedBuffer<float>(coefficients);
    }

    /// <inheritdoc cref="LayerState.MaxDegreeOfParallelism"/>
    public int MaxDegreeOfParallelism
    {
        get => maxDegreeOfParallelism;
        set => maxDegreeOfParallelism = Parallelism.Require(value);
    }

    /// <inheritdoc cref="LayerState.Threads"/>
    public int Threads => Parallelism.Threads(maxDegreeOfParallelism);

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

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output) =>
        Check(shape.Resolve(input.Length, nameof(input)), input, residual, output);

    /// <inheritdoc cref="CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="input">The input.</param>
    /// <param name="residual">What is added to the normalized input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples.</param>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, int batch) =>
        Check(shape.Resolve(input.Length, batch, nameof(input)), input, residual, output);

    private TensorExtent Check(TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        CallTensors.Require(shape, extent, input, output);
        return extent;
    }

    private TensorExtent Check(
        TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output)
    {
        CallTensors.Require(shape, extent, input, residual, output);
        return extent;
    }
}
