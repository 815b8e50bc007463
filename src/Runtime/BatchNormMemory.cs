using System;
using System.Collections.Generic;

namespace NormGen.Runtime;

/// <summary>The arrays of batch norm that users see, in the order they lie in memory.</summary>
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

/// <summary>
/// The memory of a batch norm layer. Everything that a user can hold a span of is one slab, so that one comparison of addresses
/// tells whether an argument overlaps any of it; what only kernels see lies elsewhere.
/// </summary>
internal sealed class BatchNormMemory
{
    private const int Rows = (int)BatchNormRow.SavedRstd + 1;

    private readonly int channels;
    private readonly int stride;
    private readonly AlignedBuffer<float> slab;
    private readonly AlignedBuffer<double> mean;
    private readonly AlignedBuffer<double> variance;
    private readonly AlignedBuffer<double> sums;
    private readonly AlignedBuffer<float> coefficients;

    public BatchNormMemory(TensorShape shape, Workspace workspace)
    {
        channels = shape.Channels;
        var rounded = AlignedBuffer<float>.RoundUp(channels);
        if (rounded * Rows > Array.MaxLength - AlignedBuffer<float>.Alignment)
        {
            throw new ArgumentException(
                $"{shape.Layer}: the parameters of {ShapeText.Text(channels)} channels are more than an array can hold.");
        }

        stride = (int)rounded;
        slab = new AlignedBuffer<float>(stride * Rows);
        // Kernels read and write tables in whole vectors.
        mean = new AlignedBuffer<double>(stride);
        variance = new AlignedBuffer<double>(stride);
        sums = new AlignedBuffer<double>(workspace.Sums);
        coefficients = new AlignedBuffer<float>(workspace.Coefficients);
        Row(BatchNormRow.Gamma).Fill(1);
        Row(BatchNormRow.RunningVariance).Fill(1);
    }

    public Span<float> Slab => slab.Span;

    public Span<double> Mean => mean.Span;

    public Span<double> Variance => variance.Span;

    public Span<double> Sums => sums.Span;

    public Span<float> Coefficients => coefficients.Span;

    public Span<float> Row(BatchNormRow row) => slab.Span.Slice((int)row * stride, channels);

    /// <summary>The row and what follows it up to a whole cache line: as long as <see cref="Mean"/>.</summary>
    public Span<float> PaddedRow(BatchNormRow row) => slab.Span.Slice((int)row * stride, stride);

    public IReadOnlyList<LayerParameter> Parameters(bool affine)
    {
        LayerParameter[] statistics =
        [
            new("running_mean", Memory(BatchNormRow.RunningMean), Memory<float>.Empty, isTrainable: false),
            new("running_var", Memory(BatchNormRow.RunningVariance), Memory<float>.Empty, isTrainable: false),
        ];
        return Array.AsReadOnly(affine ? [.. Trainable(), .. statistics] : statistics);
    }

    private LayerParameter[] Trainable() =>
    [
        new("weight", Memory(BatchNormRow.Gamma), Memory(BatchNormRow.GammaGradient), isTrainable: true),
        new("bias", Memory(BatchNormRow.Beta), Memory(BatchNormRow.BetaGradient), isTrainable: true),
    ];

    private Memory<float> Memory(BatchNormRow row) => slab.Memory.Slice((int)row * stride, channels);
}
