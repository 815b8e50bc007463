using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// What a sample norm remembers, that is a layer of group, instance, layer or RMS normalization: parameters, their gradients, the
/// statistics of the last forward pass, and its kernel's scratch memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class SampleNormState : LayerState
{
    private const int Rows = (int)LayerRow.Beta + 1;

    private readonly SampleStatistics statistics;
    private readonly Workspace perThread;
    private int slots;
    private AlignedBuffer<double> sums = AlignedBuffer<double>.Empty;
    private AlignedBuffer<float> coefficients = AlignedBuffer<float>.Empty;

    /// <summary>Allocates the state of a layer: gamma 1, or 0 where 1 is added to it, and beta 0.</summary>
    /// <param name="shape">The declared shape.</param>
    /// <param name="options">What else is declared.</param>
    /// <param name="perThread">What the kernel's training passes ask for in each slot of a <see cref="Team"/>.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels, samples do not lie one after the other, or
    /// there are more parameters than an array can hold.</exception>
    public SampleNormState(TensorShape shape, SampleNormOptions options, Workspace perThread)
        : base(shape, new LayerMemory(shape, options.Passes, Rows))
    {
        ShapeErrors.ThrowUnlessGrouped(shape, options.Groups);
        Options = options;
        this.perThread = perThread;
        statistics = new SampleStatistics(shape, options);
        Gamma.Fill(options.UnitOffset ? 0 : 1);
        Parameters = Array.AsReadOnly(Memory.Affine()[..ParameterCount(options)]);
        PrepareFor(Threads);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>What is declared beside the shape.</summary>
    public SampleNormOptions Options { get; }

    /// <summary>The number added to the variance inside the square root.</summary>
    public double Epsilon => Options.Epsilon;

    /// <summary>
    /// The mean of the last forward pass, rounded to float: for each sample, one per group. Empty before the first forward pass,
    /// and where no mean is taken.
    /// </summary>
    public ReadOnlySpan<float> SavedMean => Options.HasMean ? statistics.SavedMean[..SavedCount] : default;

    /// <summary>
    /// 1 / sqrt(variance + epsilon) of the last forward pass, rounded to float: for each sample, one per group. Without a mean
    /// the mean of squares stands for the variance. Empty before the first forward pass.
    /// </summary>
    public ReadOnlySpan<float> SavedRstd => statistics.SavedRstd[..SavedCount];

    /// <summary>
    /// The mean of the last forward pass, that of a sample's group at <c>sample * groups + group</c>: written by its kernel, read
    /// by the backward kernel. As long as the largest batch so far needs, and a multiple of 16; empty where no mean is taken.
    /// </summary>
    public Span<double> Mean => statistics.Mean;

    /// <summary>
    /// The biased variance of the last forward pass, or the mean of squares where no mean is taken; lies as <see cref="Mean"/>.
    /// </summary>
    public Span<double> Variance => statistics.Variance;

    /// <summary>
    /// Scratch memory of the backward pass: for each sample two doubles per channel, the channels rounded up to 16. Empty for
    /// rows of features.
    /// </summary>
    public Span<double> Partials => statistics.Partials;

    /// <summary>The kernel's scratch doubles, for each slot that a call's threads can run in.</summary>
    public Span<double> Sums => sums.Span;

    /// <summary>The kernel's scratch floats, for each slot that a call's threads can run in.</summary>
    public Span<float> Coefficients => coefficients.Span;

    private int SavedCount => statistics.Count(LastForward.Batch);

    /// <summary>
    /// Derives what others see of a forward pass from the <see cref="Mean"/> and <see cref="Variance"/> that its kernel left: the
    /// saved statistics.
    /// </summary>
    /// <param name="extent">The sizes of the pass, not empty, as its check gave them.</param>
    public void CompleteForward(TensorExtent extent)
    {
        LastForward = extent;
        statistics.Save(extent.Batch);
    }

    /// <summary>Allocates what calls of a batch would, so that they need not.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is negative.</exception>
    /// <exception cref="ArgumentException">An array cannot hold the statistics of so many samples.</exception>
    public override void Reserve(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        Grow(batch, nameof(batch));
    }

    /// <inheritdoc/>
    internal override Action Remember()
    {
        var (restore, restoreStatistics) = (base.Remember(), statistics.Remember());
        return () =>
        {
            restore();
            restoreStatistics();
        };
    }

    /// <inheritdoc/>
    private protected override void PrepareFor(int threads)
    {
        if (Options.Passes == Passes.Inference || slots == Team.Slots(threads))
        {
            return;
        }

        var wanted = Team.Slots(threads);
        var newSums = new AlignedBuffer<double>(checked(perThread.Sums * wanted));
        coefficients = new AlignedBuffer<float>(checked(perThread.Coefficients * wanted));
        (sums, slots) = (newSums, wanted);
    }

    private static int ParameterCount(SampleNormOptions options) => (options.Affine, options.HasMean) switch
    {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    };

    private void Grow(int batch, string parameter)
    {
        statistics.Grow(batch, parameter);
        Memory.PerSample = statistics.Saved;
    }
}
