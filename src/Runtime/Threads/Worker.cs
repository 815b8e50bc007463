using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NormGen.Runtime;

/// <summary>
/// A thread that takes part in the work of whoever has taken it. It belongs to one caller at a time, from <see cref="TryTake"/>
/// to <see cref="Release"/>, and touches that caller's memory only in between.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A worker lives as long as the process.")]
internal sealed unsafe class Worker
{
    // Calls follow each other closely; a worker that waits this long for the next answers in a fraction of a microsecond.
    private const long SpinMicroseconds = 50;

    private static readonly long SpinTicks = Stopwatch.Frequency * SpinMicroseconds / 1_000_000;

    private readonly AutoResetEvent alarm = new(initialState: false);

    // The address of a TeamWork in its caller's frame, which stays until the caller has released this worker.
    private void* work;
    private nuint slot;
    private Exception? failure;
    private int state = State.Free;
    private int asleep;

    /// <summary>The worker that its caller took before this one.</summary>
    public Worker? Next { get; set; }

    /// <summary>Starts the thread.</summary>
    /// <returns>False where the system has no thread to give.</returns>
    public bool TryStart()
    {
        try
        {
            // Nothing of the caller's context (its asynchronous locals) is to live on in the thread.
            new Thread(Live) { IsBackground = true, Name = "NormGen worker" }.UnsafeStart();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
        catch (ThreadStartException)
        {
            return false;
        }
    }

    /// <summary>Makes the worker the caller's.</summary>
    /// <returns>False where it is another's.</returns>
    public bool TryTake() => Volatile.Read(ref state) == State.Free && Move(State.Free, State.Taken);

    /// <summary>Gives a worker that was taken its work, and wakes it.</summary>
    /// <param name="work">The address of a <see cref="TeamWork"/>, which must stay where it is until <see cref="Release"/> returns.</param>
    /// <param name="slot">The worker's number among those that take part.</param>
    public void Post(void* work, nuint slot)
    {
        this.work = work;
        this.slot = slot;
        // A full fence, and one in Sleep: either the worker sees the work or this thread sees that it sleeps.
        Interlocked.Exchange(ref state, State.Posted);
        if (Volatile.Read(ref asleep) != 0 && Interlocked.Exchange(ref asleep, 0) != 0)
        {
            alarm.Set();
        }
    }

    /// <summary>Lets go of a worker that was taken: takes the work back if it is not begun, or waits until it is done.</summary>
    /// <returns>What a step threw in the worker.</returns>
    public Exception? Release()
    {
        if (Volatile.Read(ref state) == State.Posted && Move(State.Posted, State.Free))
        {
            return null;
        }

        var patience = default(Patience);
        while (Volatile.Read(ref state) == State.Working)
        {
            patience.Wait();
        }

        var thrown = failure;
        failure = null;
        Volatile.Write(ref state, State.Free);
        return thrown;
    }

    private void Live()
    {
        while (true)
        {
            while (!Watch())
            {
                if (Sleep())
                {
                    break;
                }
            }

            failure = Unsafe.AsRef<TeamWork>(work).TakePart(slot);
            Volatile.Write(ref state, State.Done);
        }
    }

    /// <summary>Spins for a while.</summary>
    /// <returns>Whether work came.</returns>
    private bool Watch()
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            if (TryBegin())
            {
                return true;
            }

            // On a busy machine the one who may post the next work, and not idling, is to have the processor.
            Thread.SpinWait(10);
            Thread.Yield();
        }
        while (Stopwatch.GetTimestamp() - start < SpinTicks);

        return false;
    }

    /// <summary>Sleeps until somebody posts work.</summary>
    /// <returns>Whether the work is begun; if not, it may have been taken back.</returns>
    private bool Sleep()
    {
        Interlocked.Exchange(ref asleep, 1);
        var begun = TryBegin();
        if (!begun || Interlocked.Exchange(ref asleep, 0) == 0)
        {
            // Whoever sets `asleep` to 0, other than this thread, sounds the alarm; each is waited for once.
            alarm.WaitOne();
        }

        return begun;
    }

    private bool TryBegin() => Volatile.Read(ref state) == State.Posted && Move(State.Posted, State.Working);

    private bool Move(int from, int to) => Interlocked.CompareExchange(ref state, to, from) == from;

    /// <summary>
    /// Free, until a caller takes it: Taken, Posted. Either the caller takes the work back, or the worker begins it: Working,
    /// Done. Only that caller makes it Free again, so nobody can mistake another's work for his own.
    /// </summary>
    private static class State
    {
        public const int Free = 0;
        public const int Taken = 1;
        public const int Posted = 2;
        public const int Working = 3;
        public const int Done = 4;
    }
}
