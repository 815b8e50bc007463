using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace NormGen.Docs.Tests;

/// <summary>The repository's documentation.</summary>
internal static class Documentation
{
    private static bool Accepts => Environment.GetEnvironmentVariable("NORMGEN_ACCEPT_DOCS") == "1";

    /// <summary>Every page, by its path from the repository's root with '/'.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. new[] { PathOf("README.md") }.Concat(Directory.EnumerateFiles(PathOf("docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(PathOf(""), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string path) => Path.Combine(Root(), path);

    public static string Read(string path) => File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n");

    /// <summary>Requires a file to be what was generated; writes it where NORMGEN_ACCEPT_DOCS is 1.</summary>
    public static void RequireGenerated(string path, string text)
    {
        if (Accepts)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
            File.WriteAllText(PathOf(path), text);
        }

        Assert.True(File.Exists(PathOf(path)), $"{path} is missing; run the tests with NORMGEN_ACCEPT_DOCS=1 to write it.");
        Assert.Equal(text, Read(path));
    }

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", ".."));
}
