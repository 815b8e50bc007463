using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// What the declaration of a sample norm says beside its shape: of group, instance, layer or RMS normalization, which take their
/// statistics within a sample.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SampleNormOptions
{
    /// <summary>The number added to the variance inside the square root.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>The number of groups that the channels are cut into; all channels of a group share their statistics.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether gamma and beta are parameters; if not they stay what they start as.</summary>
    public bool Affine { get; init; } = true;

    /// <summary>Whether a mean is subtracted, and a beta added; RMS normalization has neither.</summary>
    public bool HasMean { get; init; } = true;

    /// <summary>Whether the scale is <c>1 + gamma</c>, so that gamma starts at 0.</summary>
    public bool UnitOffset { get; init; }

    /// <summary>Whether a second input is added to the normalized one.</summary>
    public bool Residual { get; init; }

    /// <summary>Whether a second input is added to the first before that is normalized, and their sum given back, too.</summary>
    public bool PreAdd { get; init; }

    /// <summary>The function applied to a value before it is stored.</summary>
    public Activation Activation { get; init; }

    /// <summary>The parameter of an activation that has one; null for its default.</summary>
    public float? Alpha { get; init; }

    /// <summary>The user's function in place of an activation.</summary>
    public EpilogueFunction? Epilogue { get; init; }

    /// <summary>Whether the output is stored as integers.</summary>
    public Quantization Quantization { get; init; }

    /// <summary>The passes that the layer has.</summary>
    public Passes Passes { get; init; }
}
