namespace NormGen.Runtime;

/// <summary>The rows that only training needs, as many as there are of <see cref="LayerRow"/>; they lie after those.</summary>
internal enum TrainingRow
{
    GammaGradient,
    BetaGradient,
    SavedMean,
    SavedRstd,
}
