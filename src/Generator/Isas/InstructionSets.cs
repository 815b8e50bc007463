using System.Collections.Generic;

namespace NormGen.Generator.Isas;

/// <summary>The instruction sets that kernels are written for, in the order in which they are tried.</summary>
internal static class InstructionSets
{
    public static IReadOnlyList<InstructionSet> All { get; } = [new Avx512(), new Avx2(), new Portable()];
}
