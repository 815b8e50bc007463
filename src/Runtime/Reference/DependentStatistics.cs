namespace NormGen.Reference;

/// <summary>The statistics that depend on the input, so that a gradient flows back through them.</summary>
internal enum DependentStatistics
{
    /// <summary>None: they are given.</summary>
    None,

    /// <summary>The variance; there is no mean.</summary>
    Variance,

    /// <summary>The mean and the variance.</summary>
    MeanAndVariance,
}
