using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Sums in float over short runs of vectors, which are added up in double. A chain of n additions is off by n units of its result's last place at
/// most, so short chains keep float's speed and lose next to nothing; what they lose averages out over lanes and runs. The exception is a run in
/// which one element outweighs all others: the peak tells.
/// </summary>
internal sealed class FloatRuns
{
    /// <summary>The vectors of a run whose peak is watched.</summary>
    public const int Vectors = 16;

    /// <summary>
    /// The additions of a chain that nothing watches. Where one element outweighs all others it may lose all others of its chain, each of them up to half a unit of its last
    /// place. Gradients of inputs have room for one of those beside what is lost where chains meet and the sums are applied; with four a chain, three were 1.1 times the bound.
    /// </summary>
    public const int UnwatchedChain = 2;

    /// <summary>The independent chains of a run: vectors take turns, so that one addition need not wait for the one before.</summary>
    public const int Chains = 2;

    /// <summary>2^64: a power of two, so that it changes no digit, and large enough for products with the smallest floats.</summary>
    public const double Magnification = 18446744073709551616.0;

    private readonly IrBuilder b;

    private readonly int? magnified;

    /// <param name="terms">How many sums there are.</param>
    /// <param name="hasPeak">Whether the largest value that the last of them had in a run is kept.</param>
    /// <param name="magnified">The number of a sum that is taken this much larger.</param>
    public FloatRuns(IrBuilder b, int terms, bool hasPeak, int? magnified)
    {
        (this.b, this.magnified) = (b, magnified);
        Totals = [.. Enumerable.Range(0, terms).Select(_ => b.Accumulator("total", IrType.Doubles))];
        Peak = hasPeak ? b.Accumulator("peak", IrType.Floats) : null;
    }

    /// <summary>The sums of all runs, in sixteen lanes.</summary>
    public IReadOnlyList<Value> Totals { get; }

    /// <summary>In each lane the largest sum of one run, as a float.</summary>
    public Value? Peak { get; }

    /// <summary>Takes a run, and adds it up.</summary>
    public void Run(Action<FloatRun> body)
    {
        var run = new FloatRun(b, Totals.Count, Chains, magnified);
        body(run);
        b.Seam();
        var sums = run.Sums();
        for (var i = 0; i < sums.Count; i++)
        {
            b.Assign(Totals[i], Totals[i] + b.Widen(sums[i]));
        }

        if (Peak is not null)
        {
            b.Assign(Peak, Larger(b, Peak, sums[sums.Count - 1]));
        }
    }

    public static Value Larger(IrBuilder b, Value first, Value second) => b.Select(b.LessOrEqual(first, second), second, first);
}
