using System;

namespace NormGen.Runtime;

/// <summary>
/// The statistics that a sample norm keeps of its last forward pass, one for each group of each sample, and the scratch memory
/// that its backward pass needs for each sample. They grow with the largest batch so far and keep their contents then.
/// </summary>
/// <param name="shape">The layer's shape.</param>
/// <param name="options">What else is declared.</param>
internal sealed class SampleStatistics(TensorShape shape, SampleNormOptions options)
{
    // Kernels read and write tables in vectors of this many lanes.
    private const int Lanes = 16;
    private const int SavedRows = 2;

    private readonly bool trains = options.Passes != Passes.Inference;
    private AlignedBuffer<double> mean = AlignedBuffer<double>.Empty;
    private AlignedBuffer<double> variance = AlignedBuffer<double>.Empty;
    private AlignedBuffer<double> partials = AlignedBuffer<double>.Empty;

    /// <summary>The largest batch that there is memory for.</summary>
    public int Batch { get; private set; }

    public Span<double> Mean => mean.Span;

    public Span<double> Variance => variance.Span;

    public Span<double> Partials => partials.Span;

    /// <summary>The statistics in float: a row of 1 / sqrt(variance + epsilon) and, where there is one, of means.</summary>
    public AlignedBuffer<float> Saved { get; private set; } = AlignedBuffer<float>.Empty;

    public Span<float> SavedRstd => Saved.Span[..Variance.Length];

    public Span<float> SavedMean => Saved.Span[Variance.Length..];

    /// <summary>The number of statistics of a batch.</summary>
    public int Count(int batch) => options.Groups * batch;

    /// <summary>Makes room for a batch.</summary>
    /// <exception cref="ArgumentException">An array cannot hold as much.</exception>
    public void Grow(int batch, string parameter)
    {
        if (batch <= Batch || !trains)
        {
            return;
        }

        var count = RoundUp((long)options.Groups * batch);
        var partialCount = shape.IsRows ? 0 : 2 * RoundUp(shape.Channels) * batch;
        if (Math.Max(SavedRows * count, partialCount) > Array.MaxLength - AlignedBuffer<float>.Alignment)
        {
            TrainingErrors.ThrowTooManyStatistics(shape, batch, parameter);
        }

        // All of it is there before anything changes: memory may run out.
        var means = options.HasMean ? (int)count : 0;
        var (newMean, newVariance) = (new AlignedBuffer<double>(means), new AlignedBuffer<double>((int)count));
        var newSaved = new AlignedBuffer<float>((int)count + means);
        var newPartials = new AlignedBuffer<double>((int)partialCount);
        Mean.CopyTo(newMean.Span);
        Variance.CopyTo(newVariance.Span);
        SavedRstd.CopyTo(newSaved.Span);
        SavedMean.CopyTo(newSaved.Span[(int)count..]);
        (mean, variance, partials, Saved, Batch) = (newMean, newVariance, newPartials, newSaved, batch);
    }

    /// <summary>Saves what a forward pass left in <see cref="Mean"/> and <see cref="Variance"/>.</summary>
    public void Save(int batch)
    {
        var count = (int)RoundUp(Count(batch));
        SavedStatistics.SaveRstd(Variance[..count], SavedRstd, options.Epsilon);
        if (options.HasMean)
        {
            SavedStatistics.SaveMean(Mean[..count], SavedMean);
        }
    }

    /// <summary>Copies all but the scratch memory.</summary>
    /// <returns>What copies it back, which grows in between do not disturb.</returns>
    public Action Remember()
    {
        var (means, variances) = (Mean.ToArray(), Variance.ToArray());
        var (savedMeans, savedRstds) = (SavedMean.ToArray(), SavedRstd.ToArray());
        return () =>
        {
            means.CopyTo(Mean);
            variances.CopyTo(Variance);
            savedMeans.CopyTo(SavedMean);
            savedRstds.CopyTo(SavedRstd);
        };
    }

    private static long RoundUp(long count) => (count + Lanes - 1) / Lanes * Lanes;
}
