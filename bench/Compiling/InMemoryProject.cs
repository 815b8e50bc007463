using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NormGen.Bench.Compiling;

/// <summary>Compiles source text against what this process itself runs on.</summary>
internal static class InMemoryProject
{
    private static readonly MetadataReference[] References =
    [
        .. from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
           let name = Path.GetFileNameWithoutExtension(path)
           where name.StartsWith("System", StringComparison.Ordinal)
               || name is "netstandard" or "NormGen.Runtime" or "NormGen.Attributes"
           select MetadataReference.CreateFromFile(path),
    ];

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable);

    public static CSharpCompilation Compile(string assembly, IEnumerable<string> files) =>
        CSharpCompilation.Create(assembly, files.Select(Parse), References, Options);

    public static SyntaxTree Parse(string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest));

    /// <summary>The bytes of the assembly.</summary>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static byte[] Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return result.Success ? stream.ToArray() : throw new InvalidOperationException(string.Join('\n', errors));
    }

    /// <summary>Compiles and loads.</summary>
    public static Assembly Load(CSharpCompilation compilation) => Assembly.Load(Emit(compilation));
}
