extern alias generator;

using System;
using System.Collections.Generic;
using generator::NormGen.Generator.Scheduling;

namespace NormGen.Bench.Tune;

/// <summary>Another schedule than the scheduler's: what is changed, in words and in fact.</summary>
internal sealed record Alternative(string Name, Func<Schedule, Schedule> Change)
{
    /// <summary>What is tried. A change that leaves the text of a kernel as it was is not timed.</summary>
    public static IReadOnlyList<Alternative> All { get; } =
    [
        new("unroll half", static s => s with { Unroll = Math.Max(1, s.Unroll / 2) }),
        new("unroll twice", static s => s with { Unroll = s.Unroll * 2 }),
        new("unroll four times", static s => s with { Unroll = s.Unroll * 4 }),
        new("write out half", static s => s with { UnrolledVectors = Math.Max(1, s.UnrolledVectors / 2) }),
        new("write out twice", static s => s with { UnrolledVectors = s.UnrolledVectors * 2 }),
        new("registers less 6", static s => s with { RegisterBudget = Math.Max(4, s.RegisterBudget - 6) }),
        new("registers less 12", static s => s with { RegisterBudget = Math.Max(4, s.RegisterBudget - 12) }),
        new("registers and 4", static s => s with { RegisterBudget = s.RegisterBudget + 4 }),
        new("block rows half", static s => s with { BlockRows = Math.Max(1, s.BlockRows / 2) }),
        new("block rows twice", static s => s with { BlockRows = s.BlockRows * 2 }),
        new("block rows four times", static s => s with { BlockRows = s.BlockRows * 4 }),
    ];
}
