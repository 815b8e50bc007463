using System.Diagnostics;

namespace NormGen.Bench.Timing;

/// <summary>A contender that is a method of this process.</summary>
internal abstract class InProcessContender : IContender
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    public double Time(int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
        {
            Call();
        }

        return (Stopwatch.GetTimestamp() - start) * NanosecondsPerTick;
    }

    /// <summary>The thing to time, once.</summary>
    public abstract void Call();
}
