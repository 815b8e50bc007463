namespace NormGen;

/// <summary>The function applied to a normalized value before it is stored.</summary>
public enum Activation
{
    /// <summary>The identity.</summary>
    None,

    /// <summary><c>max(x, 0)</c>; NaN stays NaN, and the derivative at 0 is 0, as PyTorch has it.</summary>
    Relu,
}
