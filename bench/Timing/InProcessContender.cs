using System;
using System.Diagnostics;
using NormGen.Bench.Memory;

namespace NormGen.Bench.Timing;

/// <summary>A contender that is a method of this process.</summary>
/// <param name="target">What it writes.</param>
internal abstract class InProcessContender(Tensor target) : IContender
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>What it writes.</summary>
    protected Tensor Target { get; } = target;

    public virtual bool IsJitted => true;

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

    public ReadOnlySpan<float> Result() => Target.Span;

    public virtual void Leave()
    {
    }
}
