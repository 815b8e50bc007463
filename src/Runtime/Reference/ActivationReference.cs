using System;

namespace NormGen.Reference;

/// <summary>The activations and their derivatives in double, from their definitions.</summary>
public static class ActivationReference
{
    /// <summary>The activation of a value.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="value">The value; NaN gives NaN.</param>
    /// <returns>The activated value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The activation has no reference.</exception>
    public static double Value(Activation activation, double value) => activation switch
    {
        Activation.None => value,
        Activation.Relu => value <= 0 ? 0 : value,
        _ => throw Unknown(activation),
    };

    /// <summary>The derivative of the activation at a value; at a kink the one that PyTorch takes.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="value">The value before the activation.</param>
    /// <returns>The derivative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The activation has no reference.</exception>
    public static double Derivative(Activation activation, double value) => activation switch
    {
        Activation.None => 1,
        Activation.Relu => value <= 0 ? 0 : 1,
        _ => throw Unknown(activation),
    };

    private static ArgumentOutOfRangeException Unknown(Activation activation) =>
        new(nameof(activation), activation, "This activation has no reference.");
}
