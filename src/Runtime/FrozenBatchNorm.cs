using System;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// What a frozen batch norm holds: the coefficients, computed once when it is made, and the shape that its calls must have.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenBatchNorm : FrozenLayer
{
    private readonly AlignedBuffer<float> coefficients;

    /// <summary>Allocates the coefficients, which the kernel then fills.</summary>
    /// <param name="layer">The layer to freeze, whose shape and degree of parallelism it takes.</param>
    /// <param name="coefficients">The number of floats that the kernel asks for.</param>
    public FrozenBatchNorm(BatchNormState layer, int coefficients)
        : base(layer) => this.coefficients = new AlignedBuffer<float>(coefficients);

    /// <summary>The coefficients of the kernel.</summary>
    public Span<float> Coefficients => coefficients.Span;
}
