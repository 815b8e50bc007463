using System.Collections.Generic;

namespace NormGen.Generator.Normalizations;

/// <summary>A kind of normalization: what its statistics are taken over, and its functions as expressions over elements and statistics.</summary>
internal abstract class Normalization
{
    /// <summary>The field's name for it, as it begins kernel names: <c>BatchNorm</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The axes that a statistic group spans.</summary>
    public abstract ReductionAxes Axes { get; }

    /// <summary>How many coefficients per channel inference takes from a caller that prepared them: the first ones; 0 where it takes none.</summary>
    public abstract int PreparedCoefficientCount { get; }

    /// <summary>How many coefficients the functions hand from stage to stage.</summary>
    public abstract int CoefficientCount { get; }

    /// <summary>How many double sums per channel the functions keep while they reduce.</summary>
    public abstract int SumCount { get; }

    /// <summary>The functions of inference, in the order in which they stand in a kernel's file.</summary>
    public abstract IReadOnlyList<KernelProgram> InferencePrograms(OutputForm output);

    /// <summary>The functions that only training needs.</summary>
    public abstract IReadOnlyList<KernelProgram> TrainingPrograms(OutputForm output);
}
