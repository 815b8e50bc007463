using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>Memory that the stages of a program share with each other, or with those of the program after it.</summary>
internal static class Scratch
{
    /// <summary>Sums between the passes over a tensor, where they do not fit registers.</summary>
    public static readonly Region Sums = new("sums", IsDouble: true);

    /// <summary>Parameter gradients of each sample and channel, where statistics are per sample.</summary>
    public static readonly Region Partials = new("partials", IsDouble: true);

    /// <summary>Coefficients from or for the caller, and between passes.</summary>
    public static readonly Region Coefficients = new("coefficients");
}
