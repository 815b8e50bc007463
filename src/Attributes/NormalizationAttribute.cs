using System;

namespace NormGen;

/// <summary>What every normalization attribute can say.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public abstract class NormalizationAttribute : Attribute
{
    private protected NormalizationAttribute()
    {
    }

    /// <summary>
    /// The number added to the variance inside the square root; finite and above 0.
    /// Where it is not set: 1e-5, as in PyTorch, or what the <see cref="BatchNormAttribute.Dialect"/> has; with
    /// <see cref="RmsNormAttribute"/> 2^-23 (1.1920928955078125e-07), as in PyTorch for float32.
    /// </summary>
    public double Epsilon { get; set; }

    /// <summary>
    /// Whether the layer has a gamma and a beta (default; with <see cref="RmsNormAttribute"/> a gamma alone) or is the bare normalization.
    /// </summary>
    public bool Affine { get; set; } = true;

    /// <summary>The function applied to the normalized value in the same pass; <see cref="Activation.None"/> by default.</summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// The parameter of the activations that have one, a finite float: the slope of <see cref="Activation.LeakyRelu"/> below 0, 0.01 where
    /// it is not set, and the scale of <see cref="Activation.Elu"/> below 0, 1 where it is not set. With any other activation it is an error.
    /// </summary>
    public double Alpha { get; set; }

    /// <summary>
    /// A function of one's own in place of an <see cref="Activation"/>: a struct that implements <c>IEpilogue</c> or
    /// <c>IParametricEpilogue</c>, or to train <c>IDifferentiableEpilogue</c> or <c>IDifferentiableParametricEpilogue</c>. None by default.
    /// </summary>
    public Type? Epilogue { get; set; }

    /// <summary>
    /// Whether the output is stored as integers of 8 bits, by a scale and a zero point that are set at run time;
    /// <see cref="Quantization.None"/> by default. Needs <see cref="Passes.Inference"/>, as integers have no gradient.
    /// </summary>
    public Quantization Quantization { get; set; }

    /// <summary>
    /// Whether each call takes a residual, as long as the input, which is added before the activation in the same pass:
    /// <c>output = activation(norm(input) + residual)</c>. Not by default.
    /// </summary>
    public bool Residual { get; set; }

    /// <summary>
    /// Which passes there is code for; <see cref="Passes.All"/> by default. <see cref="Passes.Inference"/> leaves the training code
    /// out, and every member that only training needs.
    /// </summary>
    public Passes Passes { get; set; }
}
