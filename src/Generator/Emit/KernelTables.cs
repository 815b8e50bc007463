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
    public static KernelTables Of(Normalization normalization, NumericPlan plan, Passes passes)
    {
        var needsScratch = plan.ChannelsLast && passes == Passes.All;
        return new(
            normalization.InferCoefficientCount * plan.RowPitch,
            needsScratch ? ((normalization.CoefficientCount + 1) * plan.RowPitch) + Value.Lanes : 0,
            needsScratch ? (normalization.SumCount * plan.RowPitch * plan.MostSlices) + Value.Lanes : 0);
    }
}
