using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// The half of a plan that decides bits: which elements share an accumulator, and in which order accumulators are merged. It
/// follows from the shape alone and is the same on every instruction set.
/// </summary>
/// <param name="Axes">What a statistic group spans.</param>
/// <param name="Channels">The channels; 1 where a row of features is seen as one.</param>
/// <param name="GroupChannels">The channels of a statistic group.</param>
/// <param name="Inner">The elements of a channel that lie side by side, or null where that is known only at the call.</param>
/// <param name="RowPixels">
/// Channels-last only: how many pixels make one row of whole vectors. Each place of a row has accumulators of its own, and the
/// places of one channel are merged in order of their pixel.
/// </param>
/// <param name="SliceRows">Sums over rows are taken over slices of at least this many of them, and merged in their order.</param>
/// <param name="MostSlices">How many slices there are at most; past that they grow.</param>
internal sealed record NumericPlan(
    ReductionAxes Axes, int Channels, int GroupChannels, int? Inner, int RowPixels, int SliceRows, int MostSlices)
{
    /// <summary>
    /// Whether sums along planes are taken in double only: the code for floats and the code that takes over where those fail would call a function of the user's
    /// more often than the JIT compiles it into place.
    /// </summary>
    public bool SumsInDouble { get; init; }

    public bool ChannelsLast => Inner == 1 && Axes != ReductionAxes.Features;

    /// <summary>Whether each sample has statistics of its own.</summary>
    public bool PerSample => Axes != ReductionAxes.Batch;

    /// <summary>Whether each channel is a statistic group, of a sample or of the batch.</summary>
    public bool PerChannel => Axes != ReductionAxes.Features && GroupChannels == 1;

    /// <summary>The statistic groups of a sample, or where there are no samples of their own those of the batch.</summary>
    public int Groups => Channels / GroupChannels;

    /// <summary>The channels rounded up to whole vectors: the distance between tables of one entry per channel.</summary>
    public int ChannelPitch => RoundUp(Channels);

    /// <summary>The features of a row rounded up likewise.</summary>
    public int FeaturePitch => RoundUp(Inner ?? 0);

    /// <summary>The elements of a row: the period with which channels repeat in memory.</summary>
    public int RowWidth => Channels * RowPixels;

    /// <summary>The vectors of a row; the last one may be part full.</summary>
    public int RowVectors => (RowWidth + Value.Lanes - 1) / Value.Lanes;

    /// <summary>The distance between tables of one entry per place of a row, rounded up to whole vectors.</summary>
    public int RowPitch => RowVectors * Value.Lanes;

    private static int RoundUp(int count) => (count + Value.Lanes - 1) / Value.Lanes * Value.Lanes;
}

/// <summary>The half of a plan that only decides speed: chosen per instruction set, never seen in a result.</summary>
/// <param name="Unroll">Vectors in one iteration along a plane or a row.</param>
/// <param name="UnrolledVectors">Up to how many vectors are written out instead of looped over.</param>
/// <param name="RegisterBudget">How many registers the values of one loop may take, with room left for what it computes.</param>
/// <param name="RegistersPerVector">How many registers sixteen floats take.</param>
/// <param name="BlockRows">Over how many rows a block of places is mapped before memory moves on.</param>
internal sealed record Schedule(int Unroll, int UnrolledVectors, int RegisterBudget, int RegistersPerVector, int BlockRows)
{
    /// <summary>
    /// How many places of a row are mapped over all rows before the next are begun: as many as have their coefficients in half of a
    /// first-level cache of 32 KiB, in blocks as even as can be.
    /// </summary>
    public static int PlaceBlock(int rowWidth, int coefficients)
    {
        const int CacheShare = 16 * 1024 / sizeof(float);
        const int Step = 64;
        var blocks = ((rowWidth * coefficients) + CacheShare - 1) / CacheShare;
        return blocks == 1 ? rowWidth : (((rowWidth + blocks - 1) / blocks) + Step - 1) / Step * Step;
    }

    /// <summary>Whether this many vectors can stay in registers over a whole loop.</summary>
    public bool Fits(int vectors) => vectors * RegistersPerVector <= RegisterBudget;

    /// <summary>
    /// How many of a row's vectors are reduced at once, so that their sums and what their terms need stay in registers; tiles are
    /// made as even as can be.
    /// </summary>
    public int Tile(int rowVectors, int terms, int invariants)
    {
        var most = RegisterBudget / (RegistersPerVector * (terms + invariants));
        var tiles = (rowVectors + most - 1) / (most < 1 ? 1 : most);
        return most < 1 ? 1 : (rowVectors + tiles - 1) / tiles;
    }
}

/// <summary>How a kernel is to be carried out on one instruction set.</summary>
internal sealed record KernelPlan(KernelSpec Spec, NumericPlan Numeric, Schedule Schedule)
{
    /// <summary>
    /// Whether functions are told a second size: that of a plane where it is known only at the call, or in channels-last samples with
    /// statistics of their own the number of positions.
    /// </summary>
    public bool TakesInner => Numeric.Inner is null || (Numeric.ChannelsLast && Numeric.PerSample);
}
