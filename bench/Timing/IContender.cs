namespace NormGen.Bench.Timing;

/// <summary>One of the things that are timed against each other on one row.</summary>
internal interface IContender
{
    /// <summary>
    /// Makes the call that many times and says how long it took, in nanoseconds. A contender keeps its own time, so that one that
    /// lives in another process can leave out the way there.
    /// </summary>
    double Time(int calls);
}
