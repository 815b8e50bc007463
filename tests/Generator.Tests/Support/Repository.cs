using System.IO;
using System.Runtime.CompilerServices;

namespace NormGen.Generator.Tests.Support;

internal static class Repository
{
    public static string PathOf(string path) => Path.Combine(Root(), path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(thisFile, "..", "..", "..", ".."));
}
