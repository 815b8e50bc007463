using NormGen.Generator.Ir;

namespace NormGen.Generator.Scheduling;

/// <summary>What a walk over rows is about: a whole batch, or one sample.</summary>
/// <param name="Positions">The number of pixels.</param>
/// <param name="Tensor">Where tensors begin.</param>
/// <param name="Sums">Where the table of sums begins.</param>
/// <param name="Coefficients">Where the table of coefficients begins.</param>
/// <param name="Sample">Which sample it is; null for the batch.</param>
internal sealed record RowFrame(Index Positions, Index Tensor, Index Sums, Index Coefficients, Index? Sample)
{
    public static RowFrame OfBatch(Index positions) => new(positions, 0, 0, 0, null);

    /// <summary>A sample, with the scratch memory of the slot that works on it.</summary>
    public static RowFrame OfSample(KernelPlan plan, IrBuilder b, Index sample)
    {
        var positions = Index.Named("inner");
        var tables = Emit.KernelTables.Of(Catalogue.Of(plan.Spec.Kind), plan.Numeric, plan.Spec.Passes);
        var slot = Index.Named(Function.Slot);
        return new(
            positions,
            b.Name("start", sample * (positions * plan.Numeric.Channels)),
            b.Name("sumsOfSlot", slot * tables.Sums),
            b.Name("coefficientsOfSlot", slot * tables.Coefficients),
            sample);
    }
}
