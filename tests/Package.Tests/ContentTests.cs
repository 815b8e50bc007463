using System;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace NormGen.Package.Tests;

public sealed class ContentTests(PackedPackage package)
{
    [Fact]
    public void The_feed_holds_one_package_and_its_symbols() =>
        Assert.Equal([package.File, package.SymbolsFile], Directory.GetFiles(package.Feed).Order(StringComparer.Ordinal));

    [Fact]
    public void The_package_holds_these_files_and_no_others()
    {
        string[] expected =
        [
            "NormGen.nuspec",
            "README.md",
            "analyzers/dotnet/cs/NormGen.CodeFixes.dll",
            "analyzers/dotnet/cs/NormGen.Generator.dll",
            "lib/net10.0/NormGen.Attributes.dll",
            "lib/net10.0/NormGen.Attributes.xml",
            "lib/net10.0/NormGen.Runtime.dll",
            "lib/net10.0/NormGen.Runtime.xml",
        ];
        Assert.Equal(expected, PackedPackage.Entries(package.File));
    }

    [Fact]
    public void The_symbol_package_has_the_symbols_of_both_libraries() =>
        Assert.Equal(
            ["NormGen.nuspec", "lib/net10.0/NormGen.Attributes.pdb", "lib/net10.0/NormGen.Runtime.pdb"],
            PackedPackage.Entries(package.SymbolsFile));

    [Fact]
    public void The_manifest_states_licence_readme_and_no_dependency()
    {
        using var stream = package.Read("NormGen.nuspec");
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string? Text(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;

        Assert.Equal("NormGen", Text("id"));
        Assert.Equal("MIT", Text("license"));
        Assert.Equal("README.md", Text("readme"));
        Assert.False(string.IsNullOrWhiteSpace(Text("description")));
        Assert.False(string.IsNullOrWhiteSpace(Text("tags")));
        Assert.Null(Text("developmentDependency"));
        Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
    }

    [Theory]
    [InlineData("NormGen.Attributes", "T:NormGen.BatchNormAttribute")]
    [InlineData("NormGen.Runtime", "T:NormGen.NormalizationLayer")]
    public void Public_types_come_with_their_documentation(string assembly, string member)
    {
        using var stream = package.Read($"lib/net10.0/{assembly}.xml");
        var documented = XDocument.Load(stream).Descendants("member").Single(e => e.Attribute("name")!.Value == member);
        Assert.False(string.IsNullOrWhiteSpace(documented.Element("summary")!.Value));
    }

    [Theory]
    [InlineData("NormGen.Generator")]
    [InlineData("NormGen.CodeFixes")]
    public void Analyzers_need_only_what_the_oldest_supported_compiler_brings(string assembly)
    {
        using var portable = new PEReader(package.Read($"analyzers/dotnet/cs/{assembly}.dll"));
        var metadata = portable.GetMetadataReader();
        foreach (var reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference))
        {
            var name = metadata.GetString(reference.Name);
            Assert.True(IsBroughtByCompiler(name, reference.Version), $"{name} {reference.Version}");
        }
    }

    private static bool IsBroughtByCompiler(string assembly, Version version) =>
        assembly.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            ? version <= new Version(4, 14, 0, 0)
            : assembly == "netstandard" || assembly.StartsWith("System.", StringComparison.Ordinal);
}
