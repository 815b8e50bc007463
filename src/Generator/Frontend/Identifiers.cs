using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace NormGen.Generator.Frontend;

internal static class Identifiers
{
    /// <summary>The name as source has to write it: <c>@class</c> for <c>class</c>, contextual keywords too.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;

    /// <summary>
    /// A dotted name as part of an identifier: a dot becomes an underscore, an underscore two, so that names that differ keep apart.
    /// </summary>
    public static string Flatten(string name) => string.Concat(name.Select(Flatten));

    private static string Flatten(char character) => character switch
    {
        '.' => "_",
        '_' => "__",
        _ when char.IsLetterOrDigit(character) => char.ToString(character),
        _ => "_x" + ((int)character).ToString("X4", CultureInfo.InvariantCulture) + "_",
    };
}
