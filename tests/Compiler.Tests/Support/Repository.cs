using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace NormGen.Compiler.Tests.Support;

/// <summary>A file of the generator: its path from the generator's folder, with '/', and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The first folder of the path; empty for a file beside the project.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";
}

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    public static string PathOf(string path) => Path.Combine(Root(), path);

    /// <summary>Every C# file that a person wrote for the generator.</summary>
    public static IReadOnlyList<SourceFile> GeneratorSources { get; } = Read(PathOf("src/Generator"));

    /// <summary>The enums that users name axis values by; the generator compiles them in.</summary>
    public static IReadOnlyList<SourceFile> Enums { get; } =
        [.. Read(PathOf("src/Attributes")).Where(file => file.Path.EndsWith(".Enum.cs", StringComparison.Ordinal))];

    private static List<SourceFile> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(file => file.Folder is not ("bin" or "obj"))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private static string Root([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(thisFile, "..", "..", "..", ".."));
}
