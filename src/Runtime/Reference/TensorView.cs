using System;

namespace NormGen.Reference;

/// <summary>
/// A dense tensor seen as (outer, channels, inner): element (o, c, i) lies at <c>(o * Channels + c) * Inner + i</c>. Every layout
/// is such a view, with the axes before the channels in outer and those after them in inner.
/// </summary>
/// <param name="Outer">The product of the axes before the channels; 0 where the tensor is empty.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Inner">The product of the axes after the channels; 1 where the channels come last.</param>
public readonly record struct TensorView(int Outer, int Channels, int Inner)
{
    /// <summary>The number of elements.</summary>
    /// <exception cref="OverflowException">The product is past what an index can hold.</exception>
    public int Length => checked(Outer * Channels * Inner);

    /// <summary>The number of values of each channel.</summary>
    /// <exception cref="OverflowException">The product is past what an index can hold.</exception>
    public int PerChannel => checked(Outer * Inner);

    /// <summary>Views a tensor of a layout.</summary>
    /// <param name="layout">The order of the axes.</param>
    /// <param name="sizes">The size of every axis in that order: <c>Of(Layout.NHWC, 8, 56, 56, 64)</c>.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">There are more or fewer sizes than axes, or one is negative.</exception>
    /// <exception cref="OverflowException">A product is past what an index can hold.</exception>
    public static TensorView Of(Layout layout, params ReadOnlySpan<int> sizes) => Of(layout.ToString(), sizes);

    /// <summary>Views a tensor whose axes are given as letters, slowest first; C stands for the channels.</summary>
    /// <param name="axes">The axes: <c>NCHW</c>.</param>
    /// <param name="sizes">The size of every axis in that order.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentException">There are more or fewer sizes than axes, one is negative, or no axis is C.</exception>
    /// <exception cref="OverflowException">A product is past what an index can hold.</exception>
    public static TensorView Of(string axes, params ReadOnlySpan<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        var channel = axes.IndexOf('C', StringComparison.Ordinal);
        if (channel < 0 || sizes.Length != axes.Length || sizes.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ArgumentException($"{axes} needs an axis C and a size of 0 or more for each of its axes.", nameof(sizes));
        }

        return new TensorView(Product(sizes[..channel]), sizes[channel], Product(sizes[(channel + 1)..]));
    }

    /// <summary>Where an element lies.</summary>
    /// <param name="outer">The index before the channels.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="inner">The index after the channels.</param>
    /// <returns>The index in memory.</returns>
    public int IndexOf(int outer, int channel, int inner) => (((outer * Channels) + channel) * Inner) + inner;

    /// <summary>The channel that an element belongs to.</summary>
    /// <param name="index">The index in memory.</param>
    /// <returns>The channel.</returns>
    public int ChannelOf(int index) => index / Inner % Channels;

    private static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes)
        {
            product = checked(product * size);
        }

        return product;
    }
}
