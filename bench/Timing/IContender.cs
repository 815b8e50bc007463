using System;

namespace NormGen.Bench.Timing;

/// <summary>One of the things that are timed against each other on one row.</summary>
internal interface IContender
{
    /// <summary>Whether the JIT compiles it, so that it has to be called many times before its speed is what it stays.</summary>
    bool IsJitted { get; }

    /// <summary>
    /// Makes the call that many times and says how long it took, in nanoseconds. A contender keeps its own time, so that one that
    /// lives in another process can leave out the way there.
    /// </summary>
    double Time(int calls);

    /// <summary>What the last call wrote: before anyone is timed it is compared.</summary>
    ReadOnlySpan<float> Result();

    /// <summary>Gives back what does not go by itself.</summary>
    void Leave();
}
