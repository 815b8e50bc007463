using System;

namespace NormGen.Reference;

/// <summary>The activations and their derivatives in double, from their definitions.</summary>
/// <remarks>
/// With s(x) = 1 / (1 + e^-x): Relu6 (Krizhevsky, 2010), LeakyRelu (Maas, Hannun and Ng, 2013), Elu (Clevert, Unterthiner and Hochreiter,
/// 2016), Silu = x s(x) (Elfwing, Uchibe and Doya, 2018), Gelu = x Phi(x) and its approximation by tanh (Hendrycks and Gimpel, 2016),
/// HardSwish (Howard et al., 2019). NaN gives NaN. So does minus infinity in Silu, Gelu, GeluTanh and HardSwish, where it meets a factor of 0.
/// </remarks>
public static class ActivationReference
{
    private const double GeluCubic = 0.044715;

    private static readonly double GeluLinear = 2 * Math.Sqrt(2 / Math.PI);

    /// <summary>The parameter that an activation has where none is given: 0.01 for LeakyRelu, 1 for Elu.</summary>
    /// <param name="activation">Which one.</param>
    /// <returns>The parameter; null where it has none.</returns>
    public static double? DefaultAlpha(Activation activation) => activation switch
    {
        Activation.LeakyRelu => 0.01,
        Activation.Elu => 1,
        _ => null,
    };

    /// <summary>The activation of a value.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="value">The value; NaN gives NaN.</param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The activated value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The activation has no reference.</exception>
    public static double Value(Activation activation, double value, double? alpha = null) => activation switch
    {
        Activation.None => value,
        Activation.Relu => value <= 0 ? 0 : value,
        Activation.Relu6 => value <= 0 ? 0 : value >= 6 ? 6 : value,
        Activation.LeakyRelu => value <= 0 ? Alpha(activation, alpha) * value : value,
        Activation.Elu => value <= 0 ? Alpha(activation, alpha) * ExponentialLessOne(value) : value,
        Activation.Sigmoid => Logistic(value),
        Activation.Tanh => Math.Tanh(value),
        Activation.Silu => value * Logistic(value),
        Activation.Gelu => value * NormalDistribution(value),
        Activation.GeluTanh => value * Logistic(GeluArgument(value)),
        Activation.HardSwish => value * Math.Clamp(value + 3, 0, 6) / 6,
        _ => throw Unknown(activation),
    };

    /// <summary>The derivative of the activation at a value; at a kink the one that PyTorch takes.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="value">The value before the activation; NaN gives NaN, but 1 for None and Relu, as in PyTorch.</param>
    /// <param name="alpha">The parameter of an activation that has one; null for its default.</param>
    /// <returns>The derivative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The activation has no reference.</exception>
    public static double Derivative(Activation activation, double value, double? alpha = null) => activation switch
    {
        Activation.None => 1,
        Activation.Relu => value <= 0 ? 0 : 1,
        _ when double.IsNaN(value) && Enum.IsDefined(activation) => double.NaN,
        Activation.Relu6 => value is <= 0 or >= 6 ? 0 : 1,
        Activation.LeakyRelu => value <= 0 ? Alpha(activation, alpha) : 1,
        Activation.Elu => value <= 0 ? Alpha(activation, alpha) * Math.Exp(value) : 1,
        Activation.Sigmoid => LogisticSlope(value),
        Activation.Tanh => 4 * LogisticSlope(2 * value),
        Activation.Silu => Logistic(value) + (value * LogisticSlope(value)),
        Activation.Gelu => NormalDistribution(value) + (value * NormalDensity(value)),
        Activation.GeluTanh => Logistic(GeluArgument(value)) +
            (value * LogisticSlope(GeluArgument(value)) * GeluLinear * (1 + (3 * GeluCubic * value * value))),
        Activation.HardSwish => value <= -3 ? 0 : value >= 3 ? 1 : (value / 3) + 0.5,
        _ => throw Unknown(activation),
    };

    /// <summary>1 / (1 + e^-x), as precise far below 0 as near it.</summary>
    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>s (1 - s), from the smaller of the two, so that it does not cancel.</summary>
    private static double LogisticSlope(double x)
    {
        var exponential = Math.Exp(-Math.Abs(x));
        return exponential / ((1 + exponential) * (1 + exponential));
    }

    /// <summary>e^x - 1 for x at most 0: with t = tanh(x / 2) it is 2t / (1 - t), which does not cancel next to 0.</summary>
    private static double ExponentialLessOne(double x)
    {
        var tangent = Math.Tanh(x / 2);
        return 2 * tangent / (1 - tangent);
    }

    private static double NormalDistribution(double x) => ErrorFunctionReference.Complement(-x / Math.Sqrt(2)) / 2;

    private static double NormalDensity(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Twice what the tangent of GeluTanh is taken of: (1 + tanh y) / 2 = s(2y).</summary>
    private static double GeluArgument(double x) => GeluLinear * x * (1 + (GeluCubic * x * x));

    private static double Alpha(Activation activation, double? alpha) => alpha ?? DefaultAlpha(activation) ?? throw Unknown(activation);

    private static ArgumentOutOfRangeException Unknown(Activation activation) =>
        new(nameof(activation), activation, "This activation has no reference.");
}
