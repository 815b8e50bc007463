using System;
using System.Collections.Generic;

namespace NormGen.Runtime;

/// <summary>
/// The memory of a batch norm layer. Everything that a user can hold a span of is one slab, so that one comparison of addresses
/// tells whether an argument overlaps any of it; what only kernels see lies elsewhere.
/// </summary>
internal sealed class BatchNormMemory
{
    private const int RowsOfInference = (int)BatchNormRow.RunningVariance + 1;
    private const int RowsOfTraining = (int)BatchNormRow.SavedRstd + 1;

    private readonly int channels;
    private readonly int stride;
    private readonly bool trains;
    private readonly AlignedBuffer<float> slab;
    private readonly AlignedBuffer<double> mean;
    private readonly AlignedBuffer<double> variance;
    private readonly AlignedBuffer<double> sums;
    private readonly AlignedBuffer<float> coefficients;

    public BatchNormMemory(TensorShape shape, Passes passes, Workspace workspace)
    {
        channels = shape.Channels;
        trains = passes != Passes.Inference;
        var rows = trains ? RowsOfTraining : RowsOfInference;
        var rounded = AlignedBuffer<float>.RoundUp(channels);
        if (rounded * rows > Array.MaxLength - AlignedBuffer<float>.Alignment)
        {
            throw new ArgumentException(
                $"{shape.Layer}: the parameters of {ShapeText.Text(channels)} channels are more than an array can hold.");
        }

        stride = (int)rounded;
        slab = new AlignedBuffer<float>(stride * rows);
        // Kernels read and write tables in whole vectors.
        mean = new AlignedBuffer<double>(trains ? stride : 0);
        variance = new AlignedBuffer<double>(trains ? stride : 0);
        sums = new AlignedBuffer<double>(trains ? workspace.Sums : 0);
        coefficients = new AlignedBuffer<float>(trains ? workspace.Coefficients : 0);
        Row(BatchNormRow.Gamma).Fill(1);
        Row(BatchNormRow.RunningVariance).Fill(1);
    }

    public Span<float> Slab => slab.Span;

    public Span<double> Mean => mean.Span;

    public Span<double> Variance => variance.Span;

    public Span<double> Sums => sums.Span;

    public Span<float> Coefficients => coefficients.Span;

    /// <summary>A row that every layer has.</summary>
    public Span<float> Row(BatchNormRow row) => slab.Span.Slice((int)row * stride, channels);

    /// <summary>A row that only training needs; empty where the layer has no training passes.</summary>
    public Span<float> TrainingRow(BatchNormRow row) => trains ? Row(row) : default;

    /// <summary>The row and what follows it up to a whole cache line: as long as <see cref="Mean"/>.</summary>
    public Span<float> PaddedRow(BatchNormRow row) => slab.Span.Slice((int)row * stride, stride);

    public IReadOnlyList<LayerParameter> Parameters(bool affine)
    {
        LayerParameter[] statistics =
        [
            new("running_mean", Memory(BatchNormRow.RunningMean), Memory<float>.Empty, isTrainable: false),
            new("running_var", Memory(BatchNormRow.RunningVariance), Memory<float>.Empty, isTrainable: false),
        ];
        return Array.AsReadOnly(affine ? [.. Affine(), .. statistics] : statistics);
    }

    /// <summary>Copies all but the scratch memory.</summary>
    /// <returns>What copies it back.</returns>
    public Action Remember()
    {
        var floats = Slab.ToArray();
        var means = Mean.ToArray();
        var variances = Variance.ToArray();
        return () =>
        {
            floats.CopyTo(Slab);
            means.CopyTo(Mean);
            variances.CopyTo(Variance);
        };
    }

    private LayerParameter[] Affine() =>
    [
        new("weight", Memory(BatchNormRow.Gamma), Gradient(BatchNormRow.GammaGradient), isTrainable: trains),
        new("bias", Memory(BatchNormRow.Beta), Gradient(BatchNormRow.BetaGradient), isTrainable: trains),
    ];

    private Memory<float> Gradient(BatchNormRow row) => trains ? Memory(row) : Memory<float>.Empty;

    private Memory<float> Memory(BatchNormRow row) => slab.Memory.Slice((int)row * stride, channels);
}
