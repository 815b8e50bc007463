using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <summary>
/// The declared shape of a layer's tensors: the order of the axes, the number of channels and the spatial sizes, as far as they
/// were declared; or, where rows are normalized whole, the shape of a row. It turns the length of a call's tensor into its
/// <see cref="TensorExtent"/>. Immutable.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorShape
{
    private const char BatchAxis = 'N';
    private const char ChannelAxis = 'C';

    private readonly int[] spatialSizes;
    private readonly int[] rowSizes = [];
    private readonly int channelsAndSpace;      // elements of a sample; where space is known at the call, of one position
    private readonly int declaredOuter = 1;     // product of the declared spatial sizes before the channels
    private readonly int declaredInner = 1;     // and after them
    private readonly bool batchIsOuter;
    private readonly bool spaceIsOuter;         // where space is known at the call: on which side of the channels it lies

    /// <summary>Describes a declared layer.</summary>
    /// <param name="layer">The layer's name, for messages.</param>
    /// <param name="axes">The axes, slowest first, as letters: N, C, and any letters for the spatial ones.</param>
    /// <param name="channels">The number of channels, 1 or more.</param>
    /// <param name="spatialSizes">A size of 1 or more for each spatial axis, in the order of <paramref name="axes"/>; or none, to
    /// learn their product at the call.</param>
    /// <exception cref="ArgumentException">The sizes do not fit the axes, or their product is no <see cref="int"/>.</exception>
    public TensorShape(string layer, string axes, int channels, params ReadOnlySpan<int> spatialSizes)
    {
        Layer = layer;
        Axes = axes;
        Channels = channels;
        this.spatialSizes = spatialSizes.ToArray();

        var channel = axes.IndexOf(ChannelAxis, StringComparison.Ordinal);
        var batch = axes.IndexOf(BatchAxis, StringComparison.Ordinal);
        ShapeErrors.ThrowUnlessDeclarable(this, channel >= 0 && batch >= 0, spatialSizes);
        SpatialSizeAtCall = spatialSizes.IsEmpty && axes.Length > 2;
        batchIsOuter = batch < channel;

        var sizeIndex = 0;
        var product = (long)channels;
        for (var axis = 0; axis < axes.Length; axis++)
        {
            if (axis == channel || axis == batch)
            {
                continue;
            }

            spaceIsOuter |= axis < channel;
            if (SpatialSizeAtCall)
            {
                continue;
            }

            var size = spatialSizes[sizeIndex++];
            product = ShapeErrors.Multiply(layer, "a sample", product, size);
            declaredOuter *= axis < channel ? size : 1;
            declaredInner *= axis > channel ? size : 1;
        }

        channelsAndSpace = (int)product;
    }

    // A row's features are its channels, and there is one position.
    private TensorShape(string layer, int[] rowSizes, int features)
        : this(layer, "NC", features) => this.rowSizes = rowSizes;

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>The axes as letters, slowest first.</summary>
    public string Axes { get; }

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <summary>Whether the number of positions is known only at the call, which then names the batch.</summary>
    public bool SpatialSizeAtCall { get; }

    /// <summary>Whether the tensors are rows of features.</summary>
    internal bool IsRows => rowSizes.Length > 0;

    /// <summary>The sizes that make up a row, where the tensors are rows.</summary>
    internal ReadOnlySpan<int> RowSizes => rowSizes;

    /// <summary>The declared spatial sizes in the order of <see cref="Axes"/>.</summary>
    internal ReadOnlySpan<int> SpatialSizes => spatialSizes;

    /// <summary>The number of elements of a sample, where the spatial sizes are declared.</summary>
    internal int ElementsPerSample => channelsAndSpace;

    /// <summary>Describes a layer that normalizes rows: they are its samples, and their features its channels.</summary>
    /// <param name="layer">The layer's name, for messages.</param>
    /// <param name="normalizedShape">The sizes whose product is the number of features: one or more, each 1 or more.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentException">There is no size, one is below 1, or their product is no <see cref="int"/>.
    /// </exception>
    public static TensorShape OfRows(string layer, params ReadOnlySpan<int> normalizedShape) =>
        new(layer, normalizedShape.ToArray(), ShapeErrors.Features(layer, normalizedShape));

    /// <summary>Finds the sizes of a call where the declaration holds all but the batch.</summary>
    /// <param name="length">The number of elements of the tensor.</param>
    /// <param name="parameter">The tensor's name at the call.</param>
    /// <returns>The sizes; with a batch of 0 where the tensor is empty.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of a sample's.</exception>
    public TensorExtent Resolve(int length, string parameter)
    {
        var batch = (int)((uint)length / (uint)channelsAndSpace);
        if (batch * channelsAndSpace != length)
        {
            ShapeErrors.ThrowNotWholeSamples(this, length, parameter);
        }

        return batchIsOuter
            ? new TensorExtent(batch, batch * declaredOuter, Channels, declaredInner)
            : new TensorExtent(batch, declaredOuter, Channels, batch * declaredInner);
    }

    /// <summary>Finds the sizes of a call where the number of positions follows from the length and the batch.</summary>
    /// <param name="length">The number of elements of the tensor.</param>
    /// <param name="batch">The number of samples.</param>
    /// <param name="parameter">The tensor's name at the call.</param>
    /// <returns>The sizes; empty where the batch or the number of positions is 0.</returns>
    /// <exception cref="ArgumentException">The batch is negative, batch times channels is past what an index can hold, or the
    /// length is no multiple of it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TensorExtent Resolve(int length, int batch, string parameter)
    {
        var planes = (long)batch * Channels;
        if ((ulong)planes > int.MaxValue)
        {
            ShapeErrors.ThrowBadBatch(this, batch);
        }

        var positions = batch == 0 ? 0 : (int)((uint)length / (uint)planes);
        if (positions * (int)planes != length)
        {
            ShapeErrors.ThrowNotWholePlanes(this, length, batch, parameter);
        }

        var outer = (batchIsOuter ? batch : 1) * (spaceIsOuter ? positions : 1);
        var inner = (batchIsOuter ? 1 : batch) * (spaceIsOuter ? 1 : positions);
        return new TensorExtent(batch, outer, Channels, inner);
    }

    /// <summary>The shape as messages show it: <c>NHWC [batch, 56, 56, 64]</c>, <c>rows [rows, 64, 28, 28]</c>.</summary>
    /// <returns>The axes and their sizes; axes of unknown size by their letter.</returns>
    public override string ToString() => ShapeText.Of(this);

    /// <summary>Finds the sizes of a call.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="batch">The number of samples, where the spatial sizes are known at the call. Callers write it or leave it
    /// out, so that which of the two it is costs nothing once this is inlined.</param>
    /// <param name="parameter">The tensor's name at the call.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TensorExtent Resolve(
        ReadOnlySpan<float> tensor, int? batch, [CallerArgumentExpression(nameof(tensor))] string parameter = "") =>
        batch is { } samples ? Resolve(tensor.Length, samples, parameter) : Resolve(tensor.Length, parameter);
}
