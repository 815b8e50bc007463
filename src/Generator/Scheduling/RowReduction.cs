using System;
using System.Collections.Generic;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>What is summed per place of a row; the values that go with a place come from the table of coefficients.</summary>
/// <param name="RunRows">How many rows are summed in float before they are added up in double.</param>
/// <param name="HasPeak">Whether the largest value that the last sum had in a run is kept.</param>
/// <param name="Magnified">The number of a sum that is taken larger in float.</param>
internal sealed record RowReduction(
    IReadOnlyList<SumInput> Inputs,
    IReadOnlyList<Coefficient> Invariants,
    Func<ElementScope, IReadOnlyList<Term>> Terms,
    int TermCount,
    Index RunRows,
    bool HasPeak,
    int? Magnified);
