using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>What a batch norm's declaration says beside its shape.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record BatchNormOptions
{
    /// <summary>The number added to the variance inside the square root.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>
    /// The momentum of the running statistics, which the dialect reads: PyTorch's is the weight of the newest batch, that of the
    /// others the weight of all before it. NaN: a cumulative average, in any dialect.
    /// </summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Which way momentum runs, and whether the running variance is unbiased.</summary>
    public Dialect Dialect { get; init; }

    /// <summary>The function applied to a value before it is stored.</summary>
    public Activation Activation { get; init; }

    /// <summary>The parameter of an activation that has one; null for its default.</summary>
    public float? Alpha { get; init; }

    /// <summary>The user's function in place of an activation.</summary>
    public EpilogueFunction? Epilogue { get; init; }

    /// <summary>Whether the output is stored as integers.</summary>
    public Quantization Quantization { get; init; }

    /// <summary>Whether gamma and beta are parameters; if not they stay 1 and 0.</summary>
    public bool Affine { get; init; } = true;

    /// <summary>Whether a second input is added to the normalized one.</summary>
    public bool Residual { get; init; }

    /// <summary>The passes that the layer has.</summary>
    public Passes Passes { get; init; }
}
