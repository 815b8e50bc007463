using Microsoft.CodeAnalysis.CSharp;

namespace NormGen.Generator.Frontend;

internal static class Identifiers
{
    /// <summary>The name as source has to write it: <c>@class</c> for <c>class</c>, contextual keywords too.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;
}
