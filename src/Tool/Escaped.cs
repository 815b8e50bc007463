using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace NormGen.Tool;

/// <summary>Texts of other people's files as they may stand in source, whatever characters they have.</summary>
internal static class Escaped
{
    /// <summary>A text on one line: of a comment, or of a message.</summary>
    public static string Line(string text) => new([.. text.Select(letter => IsOneLine(letter) ? letter : ' ')]);

    /// <summary>A text on one line in quotes.</summary>
    public static string Quoted(string text) => $"'{Line(text)}'";

    /// <summary>A text within a documentation comment.</summary>
    public static string Documentation(string text) => Line(text)
        .Replace("&", "&amp;", System.StringComparison.Ordinal)
        .Replace("<", "&lt;", System.StringComparison.Ordinal)
        .Replace(">", "&gt;", System.StringComparison.Ordinal);

    /// <summary>A string literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool IsOneLine(char letter) => !char.IsControl(letter)
        && CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
