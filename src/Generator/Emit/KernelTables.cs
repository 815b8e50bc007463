using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;
using NormGen.Generator.Scheduling;

namespace NormGen.Generator.Emit;

/// <summary>The sizes of the tables that go with a kernel, in elements.</summary>
/// <param name="InferCoefficients">What Prepare fills and Infer reads.</param>
/// <param name="Coefficients">
/// Scratch floats of the training functions: the coefficients, and the shifts of the statistics. A vector more than used, as the last
/// one may read past.
/// </param>
/// <param name="Sums">Scratch doubles of the training functions, likewise.</param>
internal sealed record KernelTables(int InferCoefficients, int Coefficients, int Sums)
{
    /// <summary>Mean, variance, and two totals of each group, spread over its channels.</summary>
    private const int GroupTables = 4;

    public static KernelTables Of(Normalization normalization, NumericPlan plan, Passes passes)
    {
        var trains = passes == Passes.All;
        var coefficients = plan.ChannelsLast ? ((normalization.CoefficientCount + 1) * plan.RowPitch) + Value.Lanes : 0;
        var sums = plan.ChannelsLast ? ((normalization.SumCount + 1) * plan.RowPitch * plan.MostSlices) + Value.Lanes : 0;
        var prepared = normalization.PreparedCoefficientCount * plan.RowPitch;
        return plan.Axes switch
        {
            ReductionAxes.Batch => new(prepared, trains ? coefficients : 0, trains ? sums : 0),
            ReductionAxes.Channels => new(prepared, coefficients, plan.ChannelsLast ? sums + (GroupTables * plan.ChannelPitch) : 0),
            ReductionAxes.Features => new(prepared, trains ? FeatureSums.CoefficientsOfBlock : 0, trains ? normalization.SumCount * plan.FeaturePitch * plan.MostSlices : 0),
        };
    }
}
