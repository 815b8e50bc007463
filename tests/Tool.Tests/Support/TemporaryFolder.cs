using System;
using System.IO;

namespace NormGen.Tool.Tests.Support;

/// <summary>A folder for the time of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normgen-tool-");

    /// <summary>Writes a file into it.</summary>
    public FileInfo Write(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return new(path);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
