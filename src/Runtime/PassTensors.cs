using System;
using System.Diagnostics;

namespace NormGen;

/// <summary>The arguments of a pass, whichever it is; those that a pass does not take are ignored.</summary>
[DebuggerDisplay("{Input.Length} elements")]
public readonly ref struct PassTensors
{
    /// <summary>The input, in the layer's layout.</summary>
    public ReadOnlySpan<float> Input { get; init; }

    /// <summary>What is added to the normalized input, for layers with <c>Residual = true</c>, or to the input itself, for those
    /// with <c>PreAdd = true</c>; as long as the input.</summary>
    public ReadOnlySpan<float> Residual { get; init; }

    /// <summary>The gradient of the loss by the output, as long as the input; for backward passes.</summary>
    public ReadOnlySpan<float> OutputGradient { get; init; }

    /// <summary>Where the output goes, as long as the input; for passes that are not backward.</summary>
    public Span<float> Output { get; init; }

    /// <summary>Where the output goes of a layer with <c>Quantization</c>, an element a byte: those of signed integers as they lie in
    /// memory.</summary>
    public Span<byte> QuantizedOutput { get; init; }

    /// <summary>Where the gradient by the input goes, as long as the input; for backward passes.</summary>
    public Span<float> InputGradient { get; init; }

    /// <summary>Where the gradient by the residual goes, as long as the input; for backward passes of layers with
    /// <c>Residual = true</c>.</summary>
    public Span<float> ResidualGradient { get; init; }

    /// <summary>Where the sum of input and residual goes, as long as the input; for layers with <c>PreAdd = true</c>, whose
    /// <c>Backward</c> takes that sum as its <see cref="Input"/>.</summary>
    public Span<float> Sum { get; init; }

    /// <summary>The gradient that flows into the sum from elsewhere, as long as the input; for backward passes of layers with
    /// <c>PreAdd = true</c>.</summary>
    public ReadOnlySpan<float> SumGradient { get; init; }

    /// <summary>The number of samples; for layers whose spatial size is known only at the call.</summary>
    public int Batch { get; init; }
}
