using System;
using Microsoft.CodeAnalysis.Text;

namespace NormGen.Generator.Tests.Support;

/// <summary>Source with one place marked: <c>[BatchNorm([|0|])]</c>.</summary>
internal sealed record Markup(string Source, TextSpan Span)
{
    private const string Open = "[|";
    private const string Close = "|]";

    public static Markup Parse(string marked)
    {
        var start = marked.IndexOf(Open, StringComparison.Ordinal);
        var end = marked.IndexOf(Close, StringComparison.Ordinal) - Open.Length;
        return new(
            marked.Remove(start, Open.Length).Remove(end, Close.Length),
            TextSpan.FromBounds(start, end));
    }
}
