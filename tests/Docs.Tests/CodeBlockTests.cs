extern alias generator;

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using generator::NormGen.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using NormGenerator = generator::NormGen.Generator.NormGenerator;

namespace NormGen.Docs.Tests;

/// <summary>Each example as the one file of a fresh project that references the package: no error, no warning, no hint of ours.</summary>
public sealed class CodeBlockTests
{
    private const int MostFragments = 8;

    // What a fresh project has.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // The oldest that the package works with.
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    public static TheoryData<string, int> Examples =>
        [.. CodeBlock.All.Where(block => !block.IsFragment).Select(block => new TheoryDataRow<string, int>(block.Page, block.Number))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_compiles(string page, int number)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var block = CodeBlock.All.Single(candidate => candidate.Page == page && candidate.Number == number);
        var compilation = Compile(block.Code);
        var tree = compilation.SyntaxTrees[0];
        CSharpGeneratorDriver.Create([new NormGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems, cancellation);
        Assert.Empty(problems);

        var analyzed = output.WithAnalyzers([new DeclarationAnalyzer(), new UseAnalyzer()]);
        var reported = await analyzed.GetAnalyzerSemanticDiagnosticsAsync(output.GetSemanticModel(tree), null, cancellation);
        var compiled = output.GetSemanticModel(tree).GetDiagnostics(cancellationToken: cancellation).Where(problem => problem.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(compiled.Concat(reported));
    }

    [Fact]
    public void Fragments_are_few() => Assert.InRange(
        CodeBlock.All.Count(block => block.IsFragment && !block.Page.StartsWith("docs/api/", StringComparison.Ordinal)), 1, MostFragments);

    private static CSharpCompilation Compile(string code)
    {
        var example = CSharpSyntaxTree.ParseText(code, ParseOptions, "Program.cs");
        var isProgram = example.GetRoot().ChildNodes().Any(node => node is GlobalStatementSyntax);
        return CSharpCompilation.Create(
            "Example",
            [example, CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions, "GlobalUsings.cs")],
            References(),
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<MetadataReference> References()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return trusted.Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(NormalizationAttribute).Assembly.Location)
            .Append(typeof(NormalizationLayer).Assembly.Location)
            .Append(typeof(System.Numerics.Tensors.Tensor).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
