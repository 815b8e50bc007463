using System;
using System.ComponentModel;
using System.Diagnostics;

namespace NormGen.Runtime;

/// <summary>What a frozen layer holds; each normalization has its own kind. Nobody but its kernel sees its memory.</summary>
[DebuggerDisplay("{Shape.Layer,nq}: {Shape.ToString(),nq}, frozen")]
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FrozenLayer
{
    private int maxDegreeOfParallelism;

    private protected FrozenLayer(LayerState layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Shape = layer.Shape;
        maxDegreeOfParallelism = layer.MaxDegreeOfParallelism;
        EpilogueParameter = layer.EpilogueParameter;
        OutputScale = layer.OutputScale;
        OutputZeroPoint = layer.OutputZeroPoint;
    }

    /// <inheritdoc cref="LayerState.EpilogueParameter"/>
    public float EpilogueParameter { get; }

    /// <inheritdoc cref="LayerState.OutputScale"/>
    public float OutputScale { get; }

    /// <inheritdoc cref="LayerState.OutputZeroPoint"/>
    public int OutputZeroPoint { get; }

    /// <inheritdoc cref="LayerState.MaxDegreeOfParallelism"/>
    public int MaxDegreeOfParallelism
    {
        get => maxDegreeOfParallelism;
        set => maxDegreeOfParallelism = Parallelism.Require(value);
    }

    /// <inheritdoc cref="LayerState.Threads"/>
    public int Threads => Parallelism.Threads(maxDegreeOfParallelism);

    /// <summary>The shape that calls must have.</summary>
    private protected TensorShape Shape { get; }

    /// <summary>Checks a call of <c>Infer</c>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the tensors overlap and are not the same.</exception>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int? batch = null)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.Require(Shape, extent, input, output);
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
        return extent;
    }

    /// <summary>Checks a call of <c>Infer</c> whose output is quantized, and so takes no place of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output, an element a byte.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call.</param>
    /// <returns>The sizes of the call.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the tensors overlap.</exception>
    public TensorExtent CheckInfer(ReadOnlySpan<float> input, ReadOnlySpan<byte> output, int? batch = null)
    {
        var extent = Shape.Resolve(input, batch);
        CallTensors.RequireQuantized(Shape, extent, input, output);
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
        return extent;
    }

    /// <summary>Checks a tensor of System.Numerics.Tensors: rank, sizes and strides.</summary>
    /// <param name="parameter">The tensor's name at the call.</param>
    /// <param name="lengths">Its sizes.</param>
    /// <param name="strides">Its strides.</param>
    /// <returns>The size of the batch; of rows nothing that means anything.</returns>
    /// <exception cref="ArgumentException">It has not the declared shape, or its elements do not lie side by side.</exception>
    public int CheckTensor(string parameter, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides) =>
        TensorArguments.Check(Shape, parameter, lengths, strides);

    /// <summary>Checks a tensor of System.Numerics.Tensors against the first one of the call.</summary>
    /// <param name="parameter">The tensor's name at the call.</param>
    /// <param name="lengths">Its sizes.</param>
    /// <param name="strides">Its strides.</param>
    /// <param name="model">The first tensor's name.</param>
    /// <param name="modelLengths">Its sizes.</param>
    /// <exception cref="ArgumentException">It has not the same shape, or its elements do not lie side by side.</exception>
    public void CheckTensor(
        string parameter, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, string model, ReadOnlySpan<nint> modelLengths) =>
        TensorArguments.Check(Shape, parameter, lengths, strides, model, modelLengths);
}
