using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// What a batch norm layer remembers: parameters, their gradients, running statistics, the statistics of the last forward pass,
/// and its kernel's scratch memory. It also checks the arguments of each call, all of them before anything is written.
/// Where the layer has no training passes, what only they need is empty.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class BatchNormState : LayerState
{
    private readonly BatchNormMemory memory;
    private long batchesTracked;
    private TensorExtent lastForward;

    /// <summary>Allocates the state of a layer: gamma 1, beta 0, running mean 0, running variance 1, no batch tracked.</summary>
    /// <param name="shape">The declared shape.</param>
    /// <param name="options">What else is declared.</param>
    /// <param name="workspace">The scratch memory that the kernel's training passes ask for.</param>
    public BatchNormState(TensorShape shape, BatchNormOptions options, Workspace workspace)
        : base(shape)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        memory = new BatchNormMemory(shape, options.Passes, workspace);
        Parameters = memory.Parameters(options.Affine);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>What is declared beside the shape.</summary>
    public BatchNormOptions Options { get; }

    /// <summary>The number added to the variance inside the square root.</summary>
    public double Epsilon => Options.Epsilon;

    /// <summary>The scale, one value per channel.</summary>
    public Span<float> Gamma => memory.Row(BatchNormRow.Gamma);

    /// <summary>The shift, one value per channel.</summary>
    public Span<float> Beta => memory.Row(BatchNormRow.Beta);

    /// <summary>The running mean, one value per channel.</summary>
    public Span<float> RunningMean => memory.Row(BatchNormRow.RunningMean);

    /// <summary>The running variance, unbiased or not as the dialect has it, one value per channel.</summary>
    public Span<float> RunningVariance => memory.Row(BatchNormRow.RunningVariance);

    /// <summary>The gradient of <see cref="Gamma"/>.</summary>
    public Span<float> GammaGradient => memory.TrainingRow(BatchNormRow.GammaGradient);

    /// <summary>The gradient of <see cref="Beta"/>.</summary>
    public Span<float> BetaGradient => memory.TrainingRow(BatchNormRow.BetaGradient);

    /// <summary>The mean of the last forward pass, rounded to float.</summary>
    public ReadOnlySpan<float> SavedMean => memory.TrainingRow(BatchNormRow.SavedMean);

    /// <summary>1 / sqrt(variance + epsilon) of the last forward pass, rounded to float.</summary>
    public ReadOnlySpan<float> SavedRstd => memory.TrainingRow(BatchNormRow.SavedRstd);

    /// <summary>The number of forward passes that the running statistics have seen; it stays at the largest there is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long BatchesTracked
    {
        get => batchesTracked;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            batchesTracked = value;
        }
    }

    /// <summary>The mean of the last forward pass: written by its kernel, read by the backward kernel.</summary>
    public Span<double> Mean => memory.Mean;

    /// <summary>The biased variance of the last forward pass: written by its kernel, read by the backward kernel.</summary>
    public Span<double> Variance => memory.Variance;

    /// <summary>The kernel's scratch doubles.</summary>
    public Span<double> Sums => memory.Sums;

    /// <summary>The kernel's scratch floats.</summary>
    public Span<float> Coefficients => memory.Coefficients;

    /// <summary>
    /// Derives what others see of a forward pass from the <see cref="Mean"/> and <see cref="Variance"/> that its kernel left:
    /// the saved statistics, the running statistics and the number of batches.
    /// </summary>
    /// <param name="extent">The sizes of the pass, not empty.</param>
    public void CompleteForward(TensorExtent extent)
    {
        lastForward = extent;
        batchesTracked += batchesTracked < long.MaxValue ? 1 : 0;
        var weights = RunningWeights.Of(Options.Dialect, Options.Momentum, batchesTracked, extent.PerChannel);
        RunningStatistics.UpdateMean(
            Mean, memory.PaddedRow(BatchNormRow.SavedMean), memory.PaddedRow(BatchNormRow.RunningMean), weights);
        RunningStatistics.UpdateVariance(
            Variance, memory.PaddedRow(BatchNormRow.SavedRstd), memory.PaddedRow(BatchNormRow.RunningVariance), weights, Epsilon);
    }

    /// <summary>Allocates what calls of a batch would: nothing, for batch norm has nothing that grows with it.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is negative.</exception>
#pragma warning disable CA1822 // Part of what every state has; others do grow.
    public void Reserve(int batch) => ArgumentOutOfRangeException.ThrowIfNegative(batch);
#pragma warning restore CA1822

    /// <inheritdoc/>
    internal override Action Remember()
    {
        var restoreMemory = memory.Remember();
        var (tracked, forward, degree) = (batchesTracked, lastForward, MaxDegreeOfParallelism);
        return () =>
        {
            restoreMemory();
            (batchesTracked, lastForward, MaxDegreeOfParallelism) = (tracked, forward, degree);
        };
    }
}
