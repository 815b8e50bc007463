using System;
using System.Collections.Immutable;
using System.Linq;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>
/// One file name per declaration. Roslyn compares them without regard to case and lets a generator fail on the second, so
/// <c>Stem</c> beside <c>stem</c>, or a class called as a kernel is, gets a suffix.
/// </summary>
internal static class HintNames
{
    public static ImmutableArray<ParsedDeclaration> MakeUnique(ImmutableArray<ParsedDeclaration> declarations)
    {
        // A class in several parts may have an attribute on each, which is one error, found more than once.
        var distinct = declarations.Distinct().ToImmutableArray();
        var taken = distinct
            .SelectMany(declaration => declaration.Kernels.Select(kernel => kernel.HintName))
            .Distinct()
            .Concat(distinct.Select(declaration => declaration.HintName))
            .ToLookup(name => name, StringComparer.OrdinalIgnoreCase);
        return [.. distinct.Select(declaration => taken[declaration.HintName].Skip(1).Any() ? Rename(declaration) : declaration)];
    }

    private static ParsedDeclaration Rename(ParsedDeclaration declaration) =>
        declaration with { HintName = declaration.Target.Path + "-" + StableHash.Hexadecimal(declaration.Identity) + ".g.cs" };
}
