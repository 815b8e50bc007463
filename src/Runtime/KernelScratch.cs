using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace NormGen.Runtime;

/// <summary>
/// Scratch memory of a pass that any number of threads may run at once, such as <c>Infer</c>, so that it cannot be the layer's.
/// Every thread keeps its own from call to call; it is as large as the largest that the thread ever asked for.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares them.")]
public readonly ref struct KernelScratch : IDisposable
{
    [ThreadStatic]
    private static AlignedBuffer<double>? kept;

    private readonly AlignedBuffer<double>? memory;

    private KernelScratch(AlignedBuffer<double> memory, int sums, int coefficients)
    {
        this.memory = memory;
        Sums = memory.Span[..sums];
        Coefficients = MemoryMarshal.Cast<double, float>(memory.Span[(int)AlignedBuffer<double>.RoundUp(sums)..])[..coefficients];
    }

    /// <summary>The doubles; they hold whatever was left in them.</summary>
    public Span<double> Sums { get; }

    /// <summary>The floats; they hold whatever was left in them.</summary>
    public Span<float> Coefficients { get; }

    /// <summary>Takes memory from the thread's store, which grows where it is too small.</summary>
    /// <param name="perThread">What the kernel asks for in each slot of a <see cref="Team"/>.</param>
    /// <param name="threads">The number of threads that the call may use.</param>
    /// <returns>The memory, to be disposed by the same thread.</returns>
    /// <exception cref="OverflowException">It is more than an array can hold.</exception>
    public static KernelScratch Rent(Workspace perThread, int threads)
    {
        var slots = threads == 1 ? 1 : Team.Slots(threads);
        var (sums, coefficients) = (checked(perThread.Sums * slots), checked(perThread.Coefficients * slots));
        var length = AlignedBuffer<double>.RoundUp(sums) + (AlignedBuffer<float>.RoundUp(coefficients) / 2);
        var memory = kept;
        // Whoever asks for more before this is given back has other memory.
        kept = null;
        memory = memory?.Length >= length ? memory : new AlignedBuffer<double>(checked((int)length));
        return new KernelScratch(memory, sums, coefficients);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => kept = memory ?? kept;
}
