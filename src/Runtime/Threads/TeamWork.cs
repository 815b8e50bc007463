using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Threading;

namespace NormGen.Runtime;

/// <summary>
/// One call's work, shared by its threads. The chunks of all steps are numbered through; a thread claims the next number, waits
/// until the steps before that chunk's are finished, and does it. So the order of claims is the barrier between steps: the lowest
/// chunk that is not finished never waits.
/// </summary>
internal unsafe ref struct TeamWork
{
    private readonly KernelPointers* pointers;
    private readonly ReadOnlySpan<KernelStep> steps;
    private readonly ReadOnlySpan<nuint> pieces;
    private readonly nuint threads;
    private readonly long chunks;
    private bool failed;
    private Counter claimed;
    private Counter finished;

    /// <summary>Cuts the work.</summary>
    /// <param name="threads">The number of chunks that a step of enough pieces is cut into.</param>
    /// <param name="pointers">What the steps work on; it must stay where it is.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="pieces">The number of pieces of each step.</param>
    public TeamWork(int threads, KernelPointers* pointers, ReadOnlySpan<KernelStep> steps, ReadOnlySpan<nuint> pieces)
    {
        this.pointers = pointers;
        this.steps = steps;
        this.pieces = pieces;
        this.threads = (nuint)threads;
        var most = 1L;
        for (var step = 0; step < steps.Length; step++)
        {
            chunks += Chunks(step);
            most = Math.Max(most, Chunks(step));
        }

        MostHelpers = (int)(most - 1);
    }

    /// <summary>How many threads beside the caller could find something to do.</summary>
    public int MostHelpers { get; }

    /// <summary>Does chunks until none is left to claim. It does not throw, so that no thread waits for one that fell.</summary>
    /// <param name="slot">The thread's number among those that take part.</param>
    /// <returns>What a step threw in this thread.</returns>
    public Exception? TakePart(nuint slot)
    {
        Exception? failure = null;
        var step = -1;
        var (first, next) = (0L, 0L);
        for (var chunk = Claim(); chunk < chunks; chunk = Claim())
        {
            while (chunk >= next)
            {
                first = next;
                next += Chunks(++step);
            }

            var patience = default(Patience);
            while (Volatile.Read(ref finished.Value) < first)
            {
                patience.Wait();
            }

            failure = Do(step, (nuint)(chunk - first), slot) ?? failure;
            Interlocked.Increment(ref finished.Value);
        }

        return failure;
    }

    // The start of a chunk of so many: floor(pieces * chunk / count), without a product that could wrap.
    private static nuint Start(nuint pieces, nuint chunk, nuint count)
    {
        var (each, rest) = Math.DivRem(pieces, count);
        return (each * chunk) + (nuint)((ulong)rest * chunk / count);
    }

    private long Claim() => Interlocked.Increment(ref claimed.Value) - 1;

    private readonly long Chunks(int step) => (long)Math.Min(threads, pieces[step]);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a step throws ends the call in the thread that made it: Team throws it on there.")]
    private Exception? Do(int step, nuint chunk, nuint slot)
    {
        if (Volatile.Read(ref failed))
        {
            return null;
        }

        var count = (nuint)Chunks(step);
        try
        {
            steps[step](in *pointers, Start(pieces[step], chunk, count), Start(pieces[step], chunk + 1, count), slot);
            return null;
        }
        catch (Exception exception)
        {
            Volatile.Write(ref failed, true);
            return exception;
        }
    }

    /// <summary>A number that threads fight for, on a cache line of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Counter
    {
        [FieldOffset(64)]
        public long Value;
    }
}
