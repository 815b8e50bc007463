using System;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>What a frozen sample norm holds: copies of the parameters, and the shape that its calls must have.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenSampleNorm : FrozenLayer
{
    private readonly LayerMemory memory;

    /// <summary>Copies the parameters.</summary>
    /// <param name="layer">The layer to freeze, whose shape and degree of parallelism it takes.</param>
    public FrozenSampleNorm(SampleNormState layer)
        : base(layer)
    {
        memory = new LayerMemory(layer.Shape, Passes.Inference, (int)LayerRow.Beta + 1);
        layer.Gamma.CopyTo(Gamma);
        layer.Beta.CopyTo(Beta);
        Epsilon = layer.Epsilon;
    }

    /// <inheritdoc cref="SampleNormState.Epsilon"/>
    public double Epsilon { get; }

    /// <inheritdoc cref="LayerState.Gamma"/>
    public Span<float> Gamma => memory.Row(LayerRow.Gamma);

    /// <inheritdoc cref="LayerState.Beta"/>
    public Span<float> Beta => memory.Row(LayerRow.Beta);

    /// <inheritdoc cref="SampleNormState.CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<float> output, ReadOnlySpan<float> sum)
    {
        var extent = Shape.Resolve(input.Length, nameof(input));
        CallTensors.RequirePreAdd(Shape, extent, input, residual, output, sum);
        return extent;
    }

    /// <inheritdoc cref="SampleNormState.CheckInfer(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{byte}, ReadOnlySpan{float})"/>
    public TensorExtent CheckInfer(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, ReadOnlySpan<byte> output, ReadOnlySpan<float> sum)
    {
        var extent = Shape.Resolve(input.Length, nameof(input));
        CallTensors.RequireQuantized(Shape, extent, input, residual, output, sum);
        return extent;
    }
}
