using NormGen.Generator.Ir;

namespace NormGen.Generator.Scheduling;

/// <summary>How rows are cut into slices that sums are taken over, as their number at the call decides.</summary>
internal sealed class Slices(NumericPlan plan, Index rows)
{
    /// <summary>The rows of a slice, the last of which may have fewer.</summary>
    public Index Rows { get; } = Index.Max(plan.SliceRows, (rows + (plan.MostSlices - 1)) / plan.MostSlices);

    /// <summary>There is a slice even where there is no row.</summary>
    public Index Count => (Index.Max(rows, 1) + (Rows - 1)) / Rows;
}
