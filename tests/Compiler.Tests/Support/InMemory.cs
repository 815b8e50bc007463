using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NormGen.Compiler.Tests.Support;

/// <summary>C# text compiled into this process, as a user's project would be that references the attributes and the runtime.</summary>
internal static class InMemory
{
    /// <summary>All warnings there are, and no unsafe code.</summary>
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: false,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>The framework that runs the tests, and the two assemblies that a user references.</summary>
    private static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Framework(),
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NormGen.Attributes.dll")),
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NormGen.Runtime.dll")),
    ];

    /// <summary>Text as a user has it, who need not have the newest language.</summary>
    public static CSharpCompilation Compile(params IEnumerable<string> texts) => Compile(LanguageVersion.CSharp13, texts);

    /// <summary>The generator's own text, which knows nothing of what users reference.</summary>
    public static CSharpCompilation CompileGenerator(IEnumerable<string> texts) =>
        Compile(LanguageVersion.Preview, texts).WithReferences([.. Framework(), MetadataReference.CreateFromFile(typeof(CSharpCompilation).Assembly.Location), MetadataReference.CreateFromFile(typeof(Compilation).Assembly.Location)]);

    /// <summary>Loads the compilation, which must have no error.</summary>
    public static Assembly Load(CSharpCompilation compilation) => LoadWithDiagnostics(compilation).Assembly;

    /// <summary>Loads the compilation, and gives what the compiler said of it, hidden diagnostics too.</summary>
    public static (Assembly Assembly, ImmutableArray<Diagnostic> Diagnostics) LoadWithDiagnostics(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return (Assembly.Load(image.ToArray()), result.Diagnostics);
    }

    /// <summary>A static method of the compiled text as a delegate.</summary>
    public static T Method<T>(this Assembly assembly, string type, string method)
        where T : Delegate => assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.CreateDelegate<T>();

    private static CSharpCompilation Compile(LanguageVersion language, IEnumerable<string> texts)
    {
        var options = new CSharpParseOptions(language, DocumentationMode.Diagnose);
        return CSharpCompilation.Create("InMemory", texts.Select(text => CSharpSyntaxTree.ParseText(text, options)), References, Options);
    }

    private static IEnumerable<MetadataReference> Framework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
