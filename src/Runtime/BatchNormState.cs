using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// What a batch norm layer remembers: parameters, their gradients, running statistics, the statistics of the last forward pass,
/// and its kernel's scratch memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class BatchNormState : LayerState
{
    private const int Rows = (int)LayerRow.RunningVariance + 1;

    private readonly AlignedBuffer<double> mean;
    private readonly AlignedBuffer<double> variance;
    private readonly AlignedBuffer<double> sums;
    private readonly AlignedBuffer<float> coefficients;
    private long batchesTracked;

    /// <summary>Allocates the state of a layer: gamma 1, beta 0, running mean 0, running variance 1, no batch tracked.</summary>
    /// <param name="shape">The declared shape.</param>
    /// <param name="options">What else is declared.</param>
    /// <param name="workspace">The scratch memory that the kernel's training passes ask for.</param>
    public BatchNormState(TensorShape shape, BatchNormOptions options, Workspace workspace)
        : base(shape, new LayerMemory(shape, options.Passes, Rows))
    {
        Options = options;
        var trains = options.Passes != Passes.Inference;
        // Kernels read and write tables in whole vectors.
        mean = new AlignedBuffer<double>(trains ? Memory.PaddedLength : 0);
        variance = new AlignedBuffer<double>(trains ? Memory.PaddedLength : 0);
        sums = new AlignedBuffer<double>(trains ? workspace.Sums : 0);
        coefficients = new AlignedBuffer<float>(trains ? workspace.Coefficients : 0);
        Gamma.Fill(1);
        RunningVariance.Fill(1);
        LayerParameter[] statistics =
        [
            Memory.Statistic("running_mean", LayerRow.RunningMean),
            Memory.Statistic("running_var", LayerRow.RunningVariance),
        ];
        Parameters = Array.AsReadOnly(options.Affine ? [.. Memory.Affine(), .. statistics] : statistics);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>What is declared beside the shape.</summary>
    public BatchNormOptions Options { get; }

    /// <summary>The number added to the variance inside the square root.</summary>
    public double Epsilon => Options.Epsilon;

    /// <summary>The running mean, one value per channel.</summary>
    public Span<float> RunningMean => Memory.Row(LayerRow.RunningMean);

    /// <summary>The running variance, unbiased or not as the dialect has it, one value per channel.</summary>
    public Span<float> RunningVariance => Memory.Row(LayerRow.RunningVariance);

    /// <summary>The mean of the last forward pass, rounded to float.</summary>
    public ReadOnlySpan<float> SavedMean => Memory.Row(TrainingRow.SavedMean);

    /// <summary>1 / sqrt(variance + epsilon) of the last forward pass, rounded to float.</summary>
    public ReadOnlySpan<float> SavedRstd => Memory.Row(TrainingRow.SavedRstd);

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
    public Span<double> Mean => mean.Span;

    /// <summary>The biased variance of the last forward pass: written by its kernel, read by the backward kernel.</summary>
    public Span<double> Variance => variance.Span;

    /// <summary>The kernel's scratch doubles.</summary>
    public Span<double> Sums => sums.Span;

    /// <summary>The kernel's scratch floats.</summary>
    public Span<float> Coefficients => coefficients.Span;

    /// <summary>
    /// Derives what others see of a forward pass from the <see cref="Mean"/> and <see cref="Variance"/> that its kernel left:
    /// the saved statistics, the running statistics and the number of batches.
    /// </summary>
    /// <param name="extent">The sizes of the pass, not empty.</param>
    public void CompleteForward(TensorExtent extent) => Complete(extent, extent.PerChannel);

    /// <summary>Allocates what calls of a batch would: nothing, for batch norm has nothing that grows with it.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is negative.</exception>
    public override void Reserve(int batch) => ArgumentOutOfRangeException.ThrowIfNegative(batch);

    /// <inheritdoc/>
    internal override Action Remember()
    {
        var restore = base.Remember();
        var (means, variances, tracked, given) = (Mean.ToArray(), Variance.ToArray(), batchesTracked, givenCount);
        return () =>
        {
            restore();
            means.CopyTo(Mean);
            variances.CopyTo(Variance);
            (batchesTracked, givenCount) = (tracked, given);
        };
    }

    /// <param name="extent">The sizes of the pass.</param>
    /// <param name="count">The number of values per channel that the statistics are of.</param>
    private void Complete(TensorExtent extent, long count)
    {
        (LastForward, givenCount) = (extent, 0);
        batchesTracked += batchesTracked < long.MaxValue ? 1 : 0;
        var weights = RunningWeights.Of(Options.Dialect, Options.Momentum, batchesTracked, count);
        RunningStatistics.UpdateMean(
            Mean, Memory.PaddedRow(TrainingRow.SavedMean), Memory.PaddedRow(LayerRow.RunningMean), weights);
        RunningStatistics.UpdateVariance(
            Variance, Memory.PaddedRow(TrainingRow.SavedRstd), Memory.PaddedRow(LayerRow.RunningVariance), weights, Epsilon);
    }
}
