using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <summary>
/// The sizes of one call's tensors in the view that every layout shares: element (o, c, i) lies at
/// <c>(o * Channels + c) * Inner + i</c>.
/// </summary>
/// <param name="Batch">The number of samples.</param>
/// <param name="Outer">The product of the axes before the channels.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Inner">The product of the axes after the channels; 1 where the channels come last.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly record struct TensorExtent(int Batch, int Outer, int Channels, int Inner)
{
    /// <summary>Whether the tensors of the call have no element.</summary>
    public bool IsEmpty => Outer == 0 || Inner == 0;

    /// <summary>The number of elements of each tensor.</summary>
    public int Length => Outer * Channels * Inner;

    /// <summary>The number of values of each channel: what its statistics are taken over.</summary>
    public int PerChannel => Outer * Inner;

    /// <summary>The number of values of each channel in one sample.</summary>
    public int Positions => Batch == 0 ? 0 : PerChannel / Batch;
}
