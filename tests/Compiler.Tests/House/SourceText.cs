using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Compiler.Tests.Support;

namespace NormGen.Compiler.Tests.House;

/// <summary>What a source file says to the compiler, as opposed to its reader.</summary>
internal static class SourceText
{
    /// <summary>The tokens of a file without its comments; strings and their parts are tokens too.</summary>
    public static IEnumerable<string> Tokens(this SourceFile file) =>
        CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantTokens().Select(token => token.Text);

    /// <summary>The files that use one of some words, alone or as part of a longer name or a text.</summary>
    public static IEnumerable<string> FilesUsing(this IEnumerable<SourceFile> files, params IReadOnlyCollection<string> words) =>
        files.SelectMany(file => file.Tokens()
            .Where(token => words.Any(word => token.Contains(word, StringComparison.Ordinal)))
            .Distinct()
            .Select(token => $"{file.Path} uses {token}"));
}
