using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace NormGen.Runtime;

/// <summary>
/// Carries out a kernel's steps with several threads: the caller and workers of a pool that are idle at the moment. Nothing is
/// allocated once the workers exist. Any number of callers may run teams at once, a step may run a team of its own, and nobody
/// ever waits for a worker that is busy elsewhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Team
{
    /// <summary>
    /// Does all pieces of the first step, then all of the second, and so on. The pieces of a step are cut into as many chunks as
    /// there are threads; how many threads there are in truth decides only who does a chunk.
    /// </summary>
    /// <param name="threads">The number of threads to cut the work for; no more take part than there are processors.</param>
    /// <param name="operands">What the kernel works on; pinned until the call returns.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="pieces">The number of pieces of each step; a step of none is left out.</param>
    /// <exception cref="ArgumentException">There is no thread, or not a number of pieces for each step.</exception>
    /// <remarks>
    /// What a step throws is thrown here, after every thread has stopped; steps after it are not begun. Where several threads
    /// throw, it is the exception of one of them.
    /// </remarks>
    public static void Run(
        int threads, in KernelOperands operands, ReadOnlySpan<KernelStep> steps, ReadOnlySpan<nuint> pieces) =>
        Run(WorkerPool.Shared, threads, operands, steps, pieces);

    /// <summary>
    /// The number of slots that the chunks of a call run in: scratch memory is needed for each of them, however many chunks there
    /// are.
    /// </summary>
    /// <param name="threads">The number of threads that the call is cut for.</param>
    /// <returns>That number, or as many as there are processors.</returns>
    public static int Slots(int threads) => Math.Min(threads, WorkerPool.Shared.Size + 1);

    /// <summary>As the public method, with workers of a given pool.</summary>
    internal static unsafe void Run(
        WorkerPool pool, int threads, in KernelOperands operands, ReadOnlySpan<KernelStep> steps, ReadOnlySpan<nuint> pieces)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (steps.Length != pieces.Length)
        {
            ThrowUnpaired();
        }

        fixed (float* r0 = &operands.R0, r1 = &operands.R1, r2 = &operands.R2, r3 = &operands.R3)
        fixed (float* r4 = &operands.R4, r5 = &operands.R5, r6 = &operands.R6, r7 = &operands.R7)
        fixed (float* r8 = &operands.R8, r9 = &operands.R9, r10 = &operands.R10, r11 = &operands.R11)
        fixed (float* r12 = &operands.R12, r13 = &operands.R13, r14 = &operands.R14, r15 = &operands.R15)
        {
            var addresses = default(KernelPointers.Addresses);
            addresses[0] = (nint)r0;
            addresses[1] = (nint)r1;
            addresses[2] = (nint)r2;
            addresses[3] = (nint)r3;
            addresses[4] = (nint)r4;
            addresses[5] = (nint)r5;
            addresses[6] = (nint)r6;
            addresses[7] = (nint)r7;
            addresses[8] = (nint)r8;
            addresses[9] = (nint)r9;
            addresses[10] = (nint)r10;
            addresses[11] = (nint)r11;
            addresses[12] = (nint)r12;
            addresses[13] = (nint)r13;
            addresses[14] = (nint)r14;
            addresses[15] = (nint)r15;
            var pointers = new KernelPointers(addresses, in operands);
            if (threads == 1)
            {
                Alone(in pointers, steps, pieces);
            }
            else
            {
                Together(pool, threads, &pointers, steps, pieces);
            }
        }
    }

    private static void Alone(in KernelPointers pointers, ReadOnlySpan<KernelStep> steps, ReadOnlySpan<nuint> pieces)
    {
        for (var step = 0; step < steps.Length; step++)
        {
            if (pieces[step] > 0)
            {
                steps[step](in pointers, 0, pieces[step], slot: 0);
            }
        }
    }

    // Workers hold the address of `work`, on this thread's stack, so there is one way out of here: past their release. A stack does not
    // move, and what the work refers to is kept alive and up to date as that of any local.
    private static unsafe void Together(
        WorkerPool pool, int threads, KernelPointers* pointers, ReadOnlySpan<KernelStep> steps, ReadOnlySpan<nuint> pieces)
    {
        var work = new TeamWork(threads, pointers, steps, pieces);
        Worker? workers = null;
        Exception? failure = null;
        try
        {
            Gather(pool, ref work, ref workers);
            failure = work.TakePart(slot: 0);
        }
        finally
        {
            while (workers is not null)
            {
                // Once released it may be another caller's, and so may the link.
                var worker = workers;
                workers = worker.Next;
                failure = worker.Release() ?? failure;
            }
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Takes as many workers as there are, links them, and gives them the work.</summary>
    private static unsafe void Gather(WorkerPool pool, ref TeamWork work, ref Worker? workers)
    {
        for (var slot = 1; slot <= work.MostHelpers && pool.TryTake() is { } worker; slot++)
        {
            worker.Next = workers;
            workers = worker;
            worker.Post(Unsafe.AsPointer(ref work), (nuint)slot);
        }
    }

    [DoesNotReturn]
    private static void ThrowUnpaired() => throw new ArgumentException("Expected a number of pieces for each step.", "pieces");
}
