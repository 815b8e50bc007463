using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Sums over rows for each feature: in float over a block of rows, then in double in a table of the slice; at the end the tables are
/// added up. Where one block is all there is, its sums are the result.
/// </summary>
internal sealed class FeatureSums(PlaneTraversal traversal, FeatureSumStage stage)
{
    /// <summary>
    /// The rows of a block: few, as no peak tells of a row that outweighs the others; but twice a chain, as a sum of these is a gradient by itself, and nothing else is
    /// lost of it.
    /// </summary>
    public const int BlockRows = 2 * FloatRuns.UnwatchedChain;

    private const int MostCoefficients = 4;

    /// <summary>The scratch floats of a thread: the coefficients of a block's rows.</summary>
    public const int CoefficientsOfBlock = BlockRows * MostCoefficients;

    private NumericPlan Numeric => traversal.Numeric;

    private int Features => Numeric.Inner!.Value;

    /// <summary>The distance between the tables of two slices.</summary>
    private int TablePitch => stage.Totals.Count * Numeric.FeaturePitch;

    /// <summary>1 where there is more than one block, else 0.</summary>
    private static Index HasTables(Index rows) => Index.Min(Index.Beyond(rows, BlockRows), 1);

    /// <summary>The vectors of features that <see cref="Merge"/> has to do.</summary>
    public Index MergedVectors(Index rows) => HasTables(rows) * (Numeric.FeaturePitch / Value.Lanes);

    /// <summary>Clears the table of a slice.</summary>
    public void Clear(IrBuilder b, Index slice, Index rows)
    {
        var table = b.Name("table", slice * TablePitch);
        b.LaneLoop("place", table, table + (HasTables(rows) * TablePitch), place =>
            b.Store(Scratch.Sums, place, b.Constant(0, IrType.Doubles)));
    }

    /// <summary>Adds a block of rows; <paramref name="rowCoefficients"/> tells the coefficients of one.</summary>
    public void AddBlock(IrBuilder b, Index slice, Index rows, Index first, Index last, Func<Index, Func<Coefficient, Value>> rowCoefficients)
    {
        var scratch = b.Name("coefficientsOfSlot", Index.Named(Function.Slot) * CoefficientsOfBlock);
        Index At(Index row) => scratch + ((row - first) * MostCoefficients);
        b.Loop("row", first, last, 1, row =>
        {
            var coefficients = rowCoefficients(row);
            for (var i = 0; i < stage.Coefficients.Count; i++)
            {
                b.Store(Scratch.Coefficients, At(row) + i, coefficients(stage.Coefficients[i]));
            }
        });

        var table = b.Name("table", slice * TablePitch);
        var hasTables = b.Name("hasTables", HasTables(rows));
        ForEachBundle(b, vectors =>
        {
            void ForEachRow(IReadOnlyList<(Index Offset, Index? Count)> bundle, Action<int, IReadOnlyList<Term>> body) => b.Loop("row", first, last, 1, row =>
            {
                var at = b.Name("at", At(row));
                var coefficients = stage.Coefficients.Select((c, i) => (c, i)).ToDictionary(
                    entry => entry.c, entry => b.Let(Op.Broadcast, b.Load(Scratch.Coefficients, at + entry.i, IrType.Float, name: entry.c.Name)));
                var start = b.Name("start", row * Features);
                for (var v = 0; v < bundle.Count; v++)
                {
                    b.Seam();
                    var loaded = traversal.LoadAll(b, stage.Tensors, start, bundle[v].Offset, bundle[v].Count);
                    body(v, stage.Terms(new ElementScope(b, t => loaded[t], c => coefficients[c])));
                }
            });

            var runs = vectors.Select(_ => new FloatRun(b, stage.Totals.Count, chainCount: 1, stage.Magnified).Looped()).ToList();
            ForEachRow(vectors, (v, terms) => runs[v].Add(0, terms, vectors[v].Count is not null));
            var sums = runs.Select(run => run.Sums()).ToList();

            var (from, to) = (vectors[0].Offset, vectors[vectors.Count - 1].Offset + Value.Lanes);
            var sound = b.Let(Op.All, IsFinite(b, [.. sums.SelectMany(sum => sum)])).Named("sound");
            b.Unless(sound, () =>
            {
                b.Comment("A float was too large for a term: again, and in double.");
                b.Loop("vector", from, to, Value.Lanes, vector =>
                {
                    var run = new FloatRun(b, stage.Totals.Count, chainCount: 1, stage.Magnified).Looped();
                    var totals = stage.Totals.Select(_ => b.Accumulator("total", IrType.Doubles)).ToList();
                    ForEachRow([(vector, vectors[0].Count)], (_, terms) =>
                    {
                        run.Add(0, terms, vectors[0].Count is not null);
                        Accumulation.Add(b, totals, terms);
                    });
                    if (stage.Magnified is { } magnified)
                    {
                        b.Assign(totals[magnified], totals[magnified] * b.Constant(FloatRuns.Magnification, IrType.Doubles));
                    }

                    // Features do not depend on each other, whatever they share a register with.
                    var narrow = run.Sums().Select(b.Widen).ToList();
                    var isFinite = IsFinite(b, narrow);
                    Save(b, table, hasTables, vector, [.. narrow.Zip(totals, (sum, total) => b.Select(isFinite, sum, total))]);
                });
            });
            b.When(sound, () =>
            {
                for (var v = 0; v < vectors.Count; v++)
                {
                    b.Seam();
                    Save(b, table, hasTables, vectors[v].Offset, sums[v]);
                }
            });
        });
    }

    /// <summary>Adds up the tables of all slices in their order.</summary>
    public void Merge(IrBuilder b, Index slices, Index from, Index to)
    {
        var tables = b.Name("tables", slices * TablePitch);
        b.LaneLoop("feature", from * Value.Lanes, to * Value.Lanes, feature =>
        {
            for (var term = 0; term < stage.Totals.Count; term++)
            {
                var at = (term * Numeric.FeaturePitch) + feature;
                var total = b.Accumulator("total", IrType.Doubles);
                b.Loop("table", 0, tables, TablePitch, table => b.Assign(total, total + b.Load(Scratch.Sums, table + at, IrType.Doubles)));
                b.Store(stage.Totals[term], feature, Gradient(b, term, total));
            }
        });
    }

    private void Save(IrBuilder b, Index table, Index hasTables, Index feature, IReadOnlyList<Value> totals)
    {
        b.WhenNonZero(hasTables, () =>
        {
            for (var term = 0; term < totals.Count; term++)
            {
                var at = table + ((term * Numeric.FeaturePitch) + feature);
                b.Store(Scratch.Sums, at, b.Load(Scratch.Sums, at, IrType.Doubles) + (totals[term].Type == IrType.Doubles ? totals[term] : b.Widen(totals[term])));
            }
        });
        b.WhenNonZero(Index.Beyond(1, hasTables), () =>
        {
            for (var term = 0; term < totals.Count; term++)
            {
                b.Store(stage.Totals[term], feature, Gradient(b, term, totals[term]));
            }
        });
    }

    /// <summary>The gradient that a sum is; of a sum in float, which is exact in double, it is the same float.</summary>
    private Value Gradient(IrBuilder b, int term, Value total)
    {
        var gradient = term == stage.Magnified ? total * b.Constant(1 / FloatRuns.Magnification, total.Type) : total;
        return gradient.Type == IrType.Doubles ? b.Narrow(gradient) : gradient;
    }

    /// <summary>Of finite numbers alone the products with zero add up to zero.</summary>
    private static Value IsFinite(IrBuilder b, IReadOnlyList<Value> values)
    {
        var zero = b.Constant(0, values[0].Type);
        var products = values[0] * zero;
        foreach (var value in values.Skip(1))
        {
            products = b.Fma(value, zero, products);
        }

        return b.LessOrEqual(products, zero);
    }

    /// <summary>Visits the features, several vectors at a time, the lanes left over at the end of a row by themselves.</summary>
    private void ForEachBundle(IrBuilder b, Action<IReadOnlyList<(Index Offset, Index? Count)>> body)
    {
        IReadOnlyList<(Index, Index?)> Bundle(Index first, int vectors) =>
            [.. Enumerable.Range(0, vectors).Select(v => (first + (v * Value.Lanes), (Index?)null))];

        var unroll = traversal.Plan.Schedule.Unroll;
        var step = unroll * Value.Lanes;
        var whole = Features / step * step;
        b.Loop("i", 0, whole, step, i => body(Bundle(i, unroll)));
        if (Features % step / Value.Lanes is var vectors and > 0)
        {
            body(Bundle(whole, vectors));
        }

        if (Features % Value.Lanes is var rest and > 0)
        {
            body([(Features - rest, rest)]);
        }
    }
}
