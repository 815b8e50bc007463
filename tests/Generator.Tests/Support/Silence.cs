using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NormGen.Generator.Tests.Support;

internal static class Silence
{
    /// <summary>Fails with all that the compiler says, not with the beginning of it.</summary>
    public static void Require(IEnumerable<Diagnostic> diagnostics)
    {
        var shown = diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden && !IsAboutTheName(diagnostic));
        var text = string.Join('\n', shown);
        Assert.True(text.Length == 0, text);
    }

    // A user who calls a class `a2` is told that such names may become keywords; that is about the user's own half.
    private static bool IsAboutTheName(Diagnostic diagnostic) => diagnostic.Id == "CS8981";
}
