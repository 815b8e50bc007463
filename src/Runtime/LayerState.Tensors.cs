using System;

namespace NormGen.Runtime;

/// <content>Tensors that know their shape.</content>
public abstract partial class LayerState
{
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
