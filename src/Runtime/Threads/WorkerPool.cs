using System;
using System.Threading;

namespace NormGen.Runtime;

/// <summary>Workers, made when they are first wanted and kept.</summary>
/// <param name="size">The most workers there can be.</param>
internal sealed class WorkerPool(int size)
{
    private readonly Worker?[] workers = new Worker?[size];

    /// <summary>The pool of the process: with the thread that calls, a thread for each processor.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount - 1);

    /// <summary>The most workers there can be.</summary>
    public int Size => workers.Length;

    /// <summary>Takes a worker that nobody uses.</summary>
    /// <returns>A worker, to be released by the caller; null where all are busy.</returns>
    public Worker? TryTake()
    {
        for (var slot = 0; slot < workers.Length; slot++)
        {
            var worker = Volatile.Read(ref workers[slot]) ?? Hire(slot);
            if (worker is null)
            {
                return null;
            }

            if (worker.TryTake())
            {
                return worker;
            }
        }

        return null;
    }

    /// <summary>Makes all workers there can be, so that no later call makes one, however busy the others are.</summary>
    internal void HireAll()
    {
        for (var slot = 0; slot < workers.Length; slot++)
        {
            if (Volatile.Read(ref workers[slot]) is null)
            {
                Hire(slot);
            }
        }
    }

    // Others may take the worker before its thread runs. Should that never run, they do its work themselves.
    private Worker? Hire(int slot)
    {
        var hired = new Worker();
        if (Interlocked.CompareExchange(ref workers[slot], hired, null) is { } other)
        {
            return other;
        }

        if (hired.TryStart())
        {
            return hired;
        }

        Volatile.Write(ref workers[slot], null);
        return null;
    }
}
