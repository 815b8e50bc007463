using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>The elements that a sum is taken over: runs of one length, one for each sample or a single one.</summary>
/// <param name="Samples">How many runs there are; null for one.</param>
/// <param name="Start">Where a sample's run begins.</param>
internal sealed record PlaneRuns(Index Length, Index? Samples, Func<Index, Index> Start);

/// <summary>Sums over runs of elements, in sixteen lanes each.</summary>
/// <param name="terms">The terms of a vector: of the run that begins at an index, its vector at an offset, and how many of its lanes there are.</param>
internal sealed class PlaneSums(IrBuilder b, Schedule schedule, PlaneRuns runs, int termCount, Func<Index, Index, Index?, IReadOnlyList<Term>> terms)
{
    /// <summary>Up to how many vectors are one run, with the lanes after them.</summary>
    private const int FewVectors = 4;

    private const int Pair = FloatRuns.Chains * Value.Lanes;

    private int? Vectors => runs.Length is Index.Constant length ? (int)((length.Value + Value.Lanes - 1) / Value.Lanes) : null;

    /// <summary>The sums by runs in float.</summary>
    public FloatRuns InFloat(bool hasPeak, int? magnified = null)
    {
        var sums = new FloatRuns(b, termCount, hasPeak, magnified);
        var chain = hasPeak ? FloatRuns.Vectors / FloatRuns.Chains : FloatRuns.UnwatchedChain;
        if (runs.Samples is null)
        {
            Add(sums, runs.Start(0), chain);
        }
        else if (Vectors is { } vectors && LongestChain(vectors) * 2 <= chain)
        {
            var together = chain / LongestChain(vectors);
            b.Loop("first", 0, runs.Samples, together, first => sums.Run(run =>
            {
                run.Looped();
                b.Loop("sample", first, b.Name("last", Index.Min(first + together, runs.Samples)), 1, sample => WriteOut(run, StartOf(sample)));
            }));
        }
        else
        {
            b.Loop("sample", 0, runs.Samples, 1, sample => Add(sums, StartOf(sample), chain));
        }

        return sums;
    }

    /// <summary>The sums in double from the first element on: for the few groups whose floats do not do, so little code rather than fast.</summary>
    public IReadOnlyList<Value> InDouble()
    {
        var sums = Enumerable.Range(0, termCount).Select(_ => b.Accumulator("total", IrType.Doubles)).ToList();
        void AddWide(Index start, Index offset, Index? count)
        {
            b.Seam();
            Accumulation.Add(b, sums, terms(start, offset, count));
        }

        void AddRun(Index start)
        {
            var whole = runs.Length.RoundDown(Value.Lanes);
            b.Loop("i", 0, whole, Value.Lanes, i => AddWide(start, i, null));
            b.WhenNonZero(runs.Length % Value.Lanes, () => AddWide(start, whole, runs.Length % Value.Lanes));
        }

        if (runs.Samples is null)
        {
            AddRun(runs.Start(0));
        }
        else
        {
            b.Loop("sample", 0, runs.Samples, 1, sample => AddRun(StartOf(sample)));
        }

        return sums;
    }

    /// <summary>How many vectors of a plane meet in one chain: they take turns, and the lanes after them are the second's.</summary>
    private int LongestChain(int vectors) => runs.Length is Index.Constant { Value: var length } && length % Value.Lanes != 0
        ? Math.Max(vectors / FloatRuns.Chains, ((vectors - 1) / FloatRuns.Chains) + 1)
        : (vectors + 1) / FloatRuns.Chains;

    private Index StartOf(Index sample) => b.Name("plane", runs.Start(sample));

    /// <summary>
    /// Adds the elements from an index on: pairs of vectors in runs of their own, then what is left. Which chain a vector goes to follows
    /// from its number, whether the length is known or not.
    /// </summary>
    private void Add(FloatRuns sums, Index start, int chain)
    {
        var pairs = runs.Length.RoundDown(Pair);
        if (Vectors <= FewVectors)
        {
            sums.Run(run =>
            {
                if (Vectors <= schedule.UnrolledVectors)
                {
                    WriteOut(run, start);
                }
                else
                {
                    run.Looped();
                    b.Loop("i", 0, pairs, Pair, i => AddPair(run, start, i));
                    WriteOut(run, start, pairs);
                }
            });
            return;
        }

        var step = chain * Pair;
        b.Loop("from", 0, pairs, step, from => sums.Run(run =>
        {
            run.Looped();
            var end = pairs is Index.Constant { Value: var known } && known % step == 0 ? from + step : Index.Min(from + step, pairs);
            b.Loop("i", from, end, Pair, i => AddPair(run, start, i));
        }));

        var rest = runs.Length % Pair;
        if (rest is Index.Constant { Value: var left })
        {
            if (left > 0)
            {
                sums.Run(run => WriteOut(run, start, pairs));
            }
        }
        else
        {
            b.WhenNonZero(rest, () => sums.Run(run =>
            {
                run.Looped();
                b.WhenNonZero(rest / Value.Lanes, () => AddVector(run, 0, start, pairs, null));
                b.WhenNonZero(rest % Value.Lanes, () => AddVector(run, 1, start, runs.Length.RoundDown(Value.Lanes), rest % Value.Lanes));
            }));
        }
    }

    /// <summary>Adds known numbers of elements one vector after the other.</summary>
    private void WriteOut(FloatRun run, Index start, Index? from = null)
    {
        var (first, length) = ((int)((Index.Constant)(from ?? 0)).Value, (int)((Index.Constant)runs.Length).Value);
        for (var offset = first; length - offset >= Value.Lanes; offset += Value.Lanes)
        {
            AddVector(run, offset / Value.Lanes % FloatRuns.Chains, start, offset, null);
        }

        if (length % Value.Lanes is var rest and > 0)
        {
            AddVector(run, FloatRuns.Chains - 1, start, length - rest, rest);
        }
    }

    private void AddPair(FloatRun run, Index start, Index i)
    {
        AddVector(run, 0, start, i, null);
        AddVector(run, 1, start, i + Value.Lanes, null);
    }

    private void AddVector(FloatRun run, int chain, Index start, Index offset, Index? count)
    {
        b.Seam();
        run.Add(chain, terms(start, offset, count), count is not null);
    }
}
