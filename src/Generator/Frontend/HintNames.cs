using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NormGen.Generator.Frontend;

/// <summary>
/// One file name per declaration. Roslyn compares them without regard to case and lets a generator fail on the second, so
/// <c>Stem</c> beside <c>stem</c>, or a class called as a kernel is, gets a suffix.
/// </summary>
internal static class HintNames
{
    public static ImmutableArray<ParsedDeclaration> MakeUnique(ImmutableArray<ParsedDeclaration> declarations)
    {
        var seen = new HashSet<string>(declarations.SelectMany(declaration => declaration.Kernels).Select(kernel => kernel.HintName), StringComparer.OrdinalIgnoreCase);
        var clashing = new HashSet<string>(declarations.Select(declaration => declaration.HintName).Where(name => !seen.Add(name)), StringComparer.OrdinalIgnoreCase);
        return clashing.Count == 0
            ? declarations
            : declarations.Select(declaration => clashing.Contains(declaration.HintName) ? Rename(declaration) : declaration).ToImmutableArray();
    }

    private static ParsedDeclaration Rename(ParsedDeclaration declaration) =>
        declaration with { HintName = declaration.Target.Path + "-" + StableHash.Hexadecimal(declaration.Identity) + ".g.cs" };
}
