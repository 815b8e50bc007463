using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>The tables that a layer keeps, whatever it normalizes by.</summary>
internal static class Tables
{
    public static readonly Region Gamma = new("gamma");

    public static readonly Region Beta = new("beta");

    public static readonly Region GammaGradient = new("gammaGradient");

    public static readonly Region BetaGradient = new("betaGradient");

    /// <summary>The mean of each statistic group in the last forward pass.</summary>
    public static readonly Region Mean = new("mean", IsDouble: true);

    /// <summary>The biased variance of each statistic group in the last forward pass.</summary>
    public static readonly Region Variance = new("variance", IsDouble: true);
}
