using System;

namespace NormGen.Runtime;

/// <summary>
/// Rows of one float per channel: parameters, their gradients, and statistics that are per channel. A user can hold spans of
/// them, so all are one slab, and one comparison of addresses tells whether an argument overlaps any.
/// </summary>
internal sealed class LayerMemory
{
    private readonly int channels;
    private readonly int stride;
    private readonly int rows;
    private readonly bool trains;
    private readonly AlignedBuffer<float> slab;

    /// <summary>Allocates rows of zeros.</summary>
    /// <param name="shape">The layer's shape.</param>
    /// <param name="passes">The layer's passes, which decide whether there are training rows.</param>
    /// <param name="rows">How many of <see cref="LayerRow"/> there are, and of <see cref="TrainingRow"/>.</param>
    public LayerMemory(TensorShape shape, Passes passes, int rows)
    {
        this.rows = rows;
        channels = shape.Channels;
        trains = passes != Passes.Inference;
        var rowsInAll = trains ? 2 * rows : rows;
        var rounded = AlignedBuffer<float>.RoundUp(channels);
        if (rounded * rowsInAll > Array.MaxLength - AlignedBuffer<float>.Alignment)
        {
            throw new ArgumentException(
                $"{shape.Layer}: the parameters of {ShapeText.Text(channels)} channels are more than an array can hold.");
        }

        stride = (int)rounded;
        slab = new AlignedBuffer<float>(stride * rowsInAll);
    }

    /// <summary>All rows.</summary>
    public AlignedBuffer<float> Slab => slab;

    /// <summary>What users can hold a span of but is per sample, so that it grows; empty where nothing is.</summary>
    public AlignedBuffer<float> PerSample { get; set; } = AlignedBuffer<float>.Empty;

    /// <summary>The length of a row with its padding to a whole cache line.</summary>
    public int PaddedLength => stride;

    /// <summary>A row that every pass needs.</summary>
    public Span<float> Row(LayerRow row) => slab.Span.Slice((int)row * stride, channels);

    /// <summary>A row that only training needs; empty where the layer has no training passes.</summary>
    public Span<float> Row(TrainingRow row) => trains ? slab.Span.Slice(Start(row), channels) : default;

    /// <summary>A row and its padding.</summary>
    public Span<float> PaddedRow(LayerRow row) => slab.Span.Slice((int)row * stride, stride);

    /// <inheritdoc cref="PaddedRow(LayerRow)"/>
    public Span<float> PaddedRow(TrainingRow row) => slab.Span.Slice(Start(row), stride);

    /// <summary>Gamma and beta.</summary>
    public LayerParameter[] Affine() =>
    [
        Trainable("weight", LayerRow.Gamma, TrainingRow.GammaGradient),
        Trainable("bias", LayerRow.Beta, TrainingRow.BetaGradient),
    ];

    /// <summary>A parameter that only forward passes change.</summary>
    public LayerParameter Statistic(string name, LayerRow row) =>
        new(name, Memory((int)row * stride), Memory<float>.Empty, isTrainable: false);

    private LayerParameter Trainable(string name, LayerRow row, TrainingRow gradient) =>
        new(name, Memory((int)row * stride), trains ? Memory(Start(gradient)) : Memory<float>.Empty, isTrainable: trains);

    private int Start(TrainingRow row) => (rows + (int)row) * stride;

    private Memory<float> Memory(int start) => slab.Memory.Slice(start, channels);
}
