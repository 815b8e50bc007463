namespace NormGen.Generator.Normalizations;

/// <summary>What a statistic group spans beside the positions of space, over which all normalizations reduce.</summary>
internal enum ReductionAxes
{
    /// <summary>A channel over the whole batch.</summary>
    Batch,

    /// <summary>The channels of a group, in one sample.</summary>
    Channels,

    /// <summary>The features of a row; parameters vary along it.</summary>
    Features,
}
