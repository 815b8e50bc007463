namespace NormGen;

/// <summary>The function applied to a normalized value before it is stored. NaN stays NaN in all of them.</summary>
public enum Activation
{
    /// <summary>The identity.</summary>
    None,

    /// <summary><c>max(x, 0)</c>; NaN stays NaN, and the derivative at 0 is 0, as PyTorch has it.</summary>
    Relu,

    /// <summary><c>min(max(x, 0), 6)</c>; the derivative at 0 and at 6 is 0.</summary>
    Relu6,

    /// <summary><c>x</c> above 0, <c>Alpha * x</c> elsewhere; the derivative at 0 is Alpha. Alpha is 0.01 where it is not set.</summary>
    LeakyRelu,

    /// <summary><c>x</c> above 0, <c>Alpha * (e^x - 1)</c> elsewhere; the derivative at 0 is Alpha. Alpha is 1 where it is not set.</summary>
    Elu,

    /// <summary>The logistic function, <c>1 / (1 + e^-x)</c>.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary><c>x * sigmoid(x)</c>, also called Swish.</summary>
    Silu,

    /// <summary><c>x / 2 * (1 + erf(x / sqrt(2)))</c>.</summary>
    Gelu,

    /// <summary>Gelu by its approximation <c>x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))</c>.</summary>
    GeluTanh,

    /// <summary><c>x * min(max(x + 3, 0), 6) / 6</c>; the derivative is 0 at -3 and 1 at 3.</summary>
    HardSwish,
}
