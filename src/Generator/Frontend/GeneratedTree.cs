using Microsoft.CodeAnalysis;

namespace NormGen.Generator.Frontend;

internal static class GeneratedTree
{
    // The compiler files a generator's output under its assembly's and its type's name.
    private static readonly string Folder = typeof(NormGenerator).FullName;

    /// <summary>Whether this generator wrote the tree: an analyzer sees the user's and the generated half as one class.</summary>
    public static bool IsOurs(SyntaxTree tree)
    {
        var path = tree.FilePath;
        var file = path.LastIndexOfAny(['/', '\\']);
        return file > Folder.Length
            && string.CompareOrdinal(path, file - Folder.Length, Folder, 0, Folder.Length) == 0
            && path[file - Folder.Length - 1] is '/' or '\\';
    }
}
