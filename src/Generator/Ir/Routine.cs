using System.Collections.Generic;
using System.Linq;

namespace NormGen.Generator.Ir;

/// <summary>What a kernel offers to layers: steps that follow each other, each in pieces that threads may share.</summary>
/// <param name="Regions">The buffers that callers give; each step takes of them what it uses.</param>
/// <param name="Scalars">The numbers that callers give.</param>
/// <param name="Sizes">The sizes that callers tell.</param>
internal sealed record Routine(
    string Name,
    string Summary,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<string> Scalars,
    IReadOnlyList<string> Sizes,
    IReadOnlyList<Function> Steps)
{
    /// <summary>Whether threads can share the work.</summary>
    public bool IsShared { get; } = Steps.Any(step => step.Pieces is not null);

    /// <summary>The steps of routines, each name once: steps of one name are the same.</summary>
    public static IEnumerable<Function> Functions(IEnumerable<Routine> routines) =>
        routines.SelectMany(routine => routine.Steps).GroupBy(step => step.Name).Select(same => same.First());
}
