extern alias generator;

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NormGen.Tool.Tests.Support;

/// <summary>The project of a user, compiled in memory with the generator: warnings are errors.</summary>
internal static class CompiledProject
{
    /// <summary>The assembly's bytes.</summary>
    /// <param name="source">The source.</param>
    /// <param name="assemblyName">The assembly's name.</param>
    /// <param name="isDocumented">Whether documentation is asked for on what is public.</param>
    public static byte[] Emit(string source, string assemblyName = "Consumer", bool isDocumented = false)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp13, isDocumented ? DocumentationMode.Diagnose : DocumentationMode.Parse);
        var compilation = CSharpCompilation.Create(
            assemblyName,
            [CSharpSyntaxTree.ParseText(source, parsing, "Source.cs")],
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Error,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new generator::NormGen.Generator.NormGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);

        using var stream = new MemoryStream();
        var result = output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Take(10)) + "\n" + source);
        return stream.ToArray();
    }

    /// <summary>The assembly of a documented source, loaded.</summary>
    public static Assembly Load(string source) => Assembly.Load(Emit(source, isDocumented: true));

    private static IEnumerable<MetadataReference> References()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return trusted.Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(NormalizationAttribute).Assembly.Location)
            .Append(typeof(NormalizationLayer).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
