using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Kernels;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Samples;

/// <summary>The sizes at which kernels of sample norms are run.</summary>
internal static class SampleWorkloads
{
    private static readonly int[] Batches = [1, 3];

    /// <summary>For kernels that are told at the call.</summary>
    private static readonly int[] PositionsAtCall = [1, 5, 16, 83];

    public static IEnumerable<SampleWorkload> Of(KernelSpec spec, IEnumerable<Fill> fills) =>
        from fill in fills
        from batch in Batches
        from positions in PositionsOf(spec)
        select new SampleWorkload(spec, spec.IsRow ? 7 * batch : batch, positions, fill, seed: (100 * batch) + positions);

    private static int[] PositionsOf(KernelSpec spec) => spec switch
    {
        { IsRow: true } => [1],
        { ChannelsLast: true } => PositionsAtCall,
        { Inner: { } inner } => [inner],
        _ => PositionsAtCall,
    };
}
