using System;
using System.Collections.Generic;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>What is summed per place of a row; the values that go with a place come from the table of coefficients.</summary>
internal sealed record RowReduction(
    IReadOnlyList<SumInput> Inputs,
    IReadOnlyList<Coefficient> Invariants,
    Func<ElementScope, IReadOnlyList<Term>> Terms,
    int TermCount);
