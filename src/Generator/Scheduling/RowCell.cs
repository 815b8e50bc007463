using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>Sixteen places of a row while their sums are taken in float over a run of rows.</summary>
internal sealed class RowCell
{
    private readonly RowWalk walk;
    private readonly IrBuilder b;
    private readonly RowReduction reduction;
    private readonly Index table;
    private readonly Index place;
    private readonly Index? count;
    private readonly Dictionary<Coefficient, Value> invariants;
    private readonly FloatRun sums;

    public RowCell(RowWalk walk, IrBuilder b, RowReduction reduction, Index table, Index place, Index? count)
    {
        (this.walk, this.b, this.reduction, this.table, this.place, this.count) = (walk, b, reduction, table, place, count);
        invariants = reduction.Invariants.ToDictionary(c => c, c => walk.LoadCoefficient(c, place));
        sums = new FloatRun(b, reduction.TermCount, chainCount: 1, reduction.Magnified).Looped();
    }

    public void Add(Index row)
    {
        b.Seam();
        var loaded = reduction.Inputs.ToDictionary(
            i => i.Tensor,
            i => walk.Element.Load(
                b, i.Tensor, walk.Frame.Tensor + (row + place), count, count is null ? null : i.Neutral is { } neutral ? invariants[neutral] : walk.Zero()));
        sums.Add(0, reduction.Terms(new ElementScope(b, t => loaded[t], c => invariants[c])), count is not null);
    }

    /// <summary>Adds the run to the sums in double.</summary>
    public void Save()
    {
        b.Seam();
        var run = sums.Sums().Select(b.Widen).ToList();
        for (var term = 0; term < run.Count; term++)
        {
            b.Store(Scratch.Sums, SumAt(term), b.Load(Scratch.Sums, SumAt(term), IrType.Doubles) + run[term]);
        }

        if (reduction.HasPeak)
        {
            var peak = b.Load(Scratch.Sums, SumAt(run.Count), IrType.Doubles, name: "peak");
            b.Store(Scratch.Sums, SumAt(run.Count), FloatRuns.Larger(b, peak, run[run.Count - 1]));
        }
    }

    private Index SumAt(int term) => table + (term * walk.Numeric.RowPitch) + place;
}
