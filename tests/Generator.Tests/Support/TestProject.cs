using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NormGen.Generator.Tests.Support;

/// <summary>The project of a user, as its compiler settings go. Unsafe code is never allowed in it.</summary>
internal sealed record TestProject
{
    public static readonly TestProject Default = new();

    public string AssemblyName { get; init; } = "Consumer";

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp13;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool CheckOverflow { get; init; }

    public ImmutableArray<MetadataReference> References { get; init; } = Support.References.All;

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose);

    public CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        AssemblyName,
        sources.Select((source, index) => Parse(source, $"File{index}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            checkOverflow: CheckOverflow,
            allowUnsafe: false,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: Nullable));

    public SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);
}
