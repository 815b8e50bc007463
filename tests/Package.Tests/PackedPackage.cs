using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using NormGen.Package.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(PackedPackage))]

namespace NormGen.Package.Tests;

/// <summary>
/// The package, packed once for all tests into a folder that is a feed of its own; its path has spaces, as users' have.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime
{
    private string version = "";

    /// <summary>A temporary folder for these tests, outside the repository.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("norm gen ").FullName;

    /// <summary>The folder that holds the package and nothing else.</summary>
    public string Feed => Path.Combine(Root, "feed");

    /// <summary>The package folder of the consumers.</summary>
    public string Packages => Path.Combine(Root, "packages");

    public string Version => version;

    public string File => Path.Combine(Feed, $"NormGen.{version}.nupkg");

    public string SymbolsFile => Path.Combine(Feed, $"NormGen.{version}.snupkg");

    public async ValueTask InitializeAsync()
    {
        string[] arguments = ["pack", Metadata("PackageProject"), "-c", Metadata("Configuration"), "--no-build", "-o", Feed];
        await DotnetCommand.RunAsync(Root, Packages, arguments);
        version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Feed, "*.nupkg").Single())["NormGen.".Length..];
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The paths in an archive, sorted, without the ones that every package has.</summary>
    internal static string[] Entries(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        return [.. zip.Entries.Select(entry => entry.FullName).Where(IsOwn).Order(StringComparer.Ordinal)];
    }

    /// <summary>A file of the package, in memory.</summary>
    internal MemoryStream Read(string path)
    {
        using var zip = ZipFile.OpenRead(File);
        using var entry = zip.GetEntry(path)!.Open();
        var memory = new MemoryStream();
        entry.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }

    private static bool IsOwn(string path) => path.Split('/')[0] is not ("[Content_Types].xml" or "_rels" or "package");

    private static string Metadata(string key) =>
        typeof(PackedPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
