using System.Collections.Generic;

namespace NormGen;

/// <summary>What <see cref="LayerVerification"/> is to try; the defaults suit most layers.</summary>
public sealed record VerificationOptions
{
    /// <summary>The seed of all data: the same seed gives the same trials on every machine. 0 by default.</summary>
    public int Seed { get; init; }

    /// <summary>The numbers of samples (or rows) to try, each 1 or more; null (default) for a choice between 1 and 100.</summary>
    public IReadOnlyList<int>? Batches { get; init; }

    /// <summary>
    /// The numbers of spatial positions to try (height times width), each 1 or more, for a layer whose spatial size is known only
    /// at the call; null (default) for a choice between 1 and 1,000. Other layers have their declared size.
    /// </summary>
    public IReadOnlyList<int>? SpatialSizes { get; init; }

    /// <summary>
    /// How many input elements all trials may have together, 1 or more; each takes about a third of a microsecond. More are used
    /// where two trials of the smallest size already need more. 2^20 by default.
    /// </summary>
    public int MaxElements { get; init; } = 1 << 20;
}
