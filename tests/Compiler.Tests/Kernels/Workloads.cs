using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>The sizes at which kernels are run.</summary>
internal static class Workloads
{
    private static readonly int[] Outers = [1, 2, 3, 5, 8, 37];

    /// <summary>Kernels of very many channels have enough of everything at two sizes.</summary>
    private static readonly int[] OutersOfMany = [2, 37];

    /// <summary>Sizes of a plane for kernels that are told at the call.</summary>
    private static readonly int[] InnersAtCall = [1, 5, 16, 33, 100];

    public static IEnumerable<Workload> Of(KernelSpec spec, IEnumerable<Fill> fills) =>
        from fill in fills
        from outer in spec.Channels > 1000 ? OutersOfMany : Outers
        from inner in spec.Inner is { } known ? [known] : InnersAtCall
        select new Workload(spec, outer, inner, fill, seed: (100 * outer) + inner);
}
