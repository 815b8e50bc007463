namespace NormGen.Runtime;

/// <summary>
/// The arrays of batch norm that users see, in the order they lie in memory; those that only training needs come last.
/// </summary>
internal enum BatchNormRow
{
    Gamma,
    Beta,
    RunningMean,
    RunningVariance,
    GammaGradient,
    BetaGradient,
    SavedMean,
    SavedRstd,
}
