using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NormGen.Generator.Frontend;

/// <summary>The diagnostics of calls: warnings where no correct code is meant, hints where it may be.</summary>
internal static class UseRules
{
    public static readonly DiagnosticDescriptor ParallelTraining = new(
        RuleIds.ParallelTraining,
        "A layer trains on one thread at a time",
        "'{0}' is shared by the iterations of Parallel.{1}, and {2} writes its statistics or gradients; give each iteration a layer of its own, or use MaxDegreeOfParallelism",
        Rules.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + RuleIds.ParallelTraining + ".md");

    public static readonly DiagnosticDescriptor DiscardedFreeze = new(
        RuleIds.DiscardedFreeze,
        "What Freeze returns is used",
        "Freeze returns a frozen copy of '{0}' and changes nothing; keep what it returns and call its Infer",
        Rules.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + RuleIds.DiscardedFreeze + ".md");

    public static readonly DiagnosticDescriptor RepeatedInfer = new(
        RuleIds.RepeatedInfer,
        "A frozen layer saves work in a loop",
        "'{0}' does not change in this loop, and each Infer prepares its parameters again; Freeze it before the loop and call Infer of what that returns",
        Rules.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + RuleIds.RepeatedInfer + ".md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [ParallelTraining, DiscardedFreeze, RepeatedInfer];
}
