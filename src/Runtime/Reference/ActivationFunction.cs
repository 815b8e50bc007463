using System;

namespace NormGen.Reference;

/// <summary>An activation with its parameter.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Alpha">The parameter of an activation that has one; null for its default.</param>
internal readonly record struct ActivationFunction(Activation Kind, double? Alpha = null)
{
    /// <summary>No less than the largest absolute value of the derivative, and than 1.</summary>
    public double Steepness => Kind is Activation.LeakyRelu or Activation.Elu ? Math.Max(1, Math.Abs(Slope)) : Kind switch
    {
        Activation.HardSwish => 1.5,
        Activation.Silu or Activation.Gelu or Activation.GeluTanh => 1.13,
        _ => 1,
    };

    /// <summary>How much a parameter makes it steeper than it would be with a parameter of at most 1.</summary>
    public double Growth => Math.Max(1, Math.Abs(Slope));

    private double Slope => Alpha ?? ActivationReference.DefaultAlpha(Kind) ?? 1;

    /// <summary>
    /// What the activation is taken of: the value, but past a float's range an infinity, for kernels have it as a float. An activation may
    /// bring it back into the range.
    /// </summary>
    public double Argument(double value) => Kind != Activation.None && float.IsInfinity((float)value) ? (float)value : value;

    public double Value(double value) => ActivationReference.Value(Kind, value, Alpha);

    public double Derivative(double value) => ActivationReference.Derivative(Kind, value, Alpha);

    /// <summary>What comes back of a gradient: its product with the derivative, but 0 where the activation is flat, whatever the gradient is.</summary>
    public double Gradient(double outputGradient, double value) => IsFlatAt(value) ? 0 : outputGradient * Derivative(value);

    private bool IsFlatAt(double value) => Kind switch
    {
        Activation.Relu => value <= 0,
        Activation.Relu6 => value is <= 0 or >= 6,
        Activation.HardSwish => value <= -3,
        _ => false,
    };

    /// <summary>The derivative where the output alone tells it; null where it does not.</summary>
    public double? DerivativeOf(float output) => Kind switch
    {
        Activation.None => 1,
        Activation.Relu => output == 0 ? 0 : 1,
        Activation.Relu6 when float.IsNaN(output) => double.NaN,
        Activation.Relu6 => output is 0 or 6 ? 0 : 1,
        Activation.LeakyRelu when float.IsNaN(output) => double.NaN,
        Activation.LeakyRelu when Slope >= 0 => output > 0 ? 1 : Slope,
        _ => null,
    };
}
