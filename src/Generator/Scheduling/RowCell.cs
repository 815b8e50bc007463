using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>Sixteen places of a row while their sums are taken.</summary>
internal sealed class RowCell
{
    private readonly RowWalk walk;
    private readonly IrBuilder b;
    private readonly RowReduction reduction;
    private readonly Index table;
    private readonly Index place;
    private readonly Index? count;
    private readonly Dictionary<Coefficient, Value> invariants;
    private readonly List<Value> sums;

    public RowCell(RowWalk walk, IrBuilder b, RowReduction reduction, Index table, Index place, Index? count)
    {
        (this.walk, this.b, this.reduction, this.table, this.place, this.count) = (walk, b, reduction, table, place, count);
        invariants = reduction.Invariants.ToDictionary(c => c, c => walk.LoadCoefficient(c, place));
        sums = [.. Enumerable.Range(0, reduction.TermCount).Select(term => b.Accumulator("total", Scratch.Sums, SumAt(term), IrType.Doubles))];
    }

    public void Add(Index row)
    {
        b.Seam();
        var loaded = reduction.Inputs.ToDictionary(
            i => i.Tensor,
            i => walk.Element.Load(
                b, i.Tensor, walk.Frame.Tensor + (row + place), count, count is null ? null : i.Neutral is { } neutral ? invariants[neutral] : walk.Zero()));
        Accumulation.Add(b, sums, reduction.Terms(new ElementScope(b, t => loaded[t], c => invariants[c])));
    }

    public void Save()
    {
        b.Seam();
        for (var term = 0; term < sums.Count; term++)
        {
            b.Store(Scratch.Sums, SumAt(term), sums[term]);
        }
    }

    private Index SumAt(int term) => table + (term * walk.Numeric.RowPitch) + place;
}
