using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>How the pieces of a step are put together.</summary>
internal static class Grouping
{
    public static IEnumerable<(long From, long To)> Whole(long pieces) => [(0, pieces)];

    /// <summary>Cut at random places, empty groups among them, the groups in any order.</summary>
    public static IEnumerable<(long From, long To)> Any(long pieces, Random random)
    {
        long[] cuts = [0, .. Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.NextInt64(pieces + 1)).Order(), pieces];
        var groups = cuts.Zip(cuts.Skip(1)).ToArray();
        random.Shuffle(groups);
        return groups;
    }
}
