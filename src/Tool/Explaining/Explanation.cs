extern alias generator;

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using generator::NormGen.Generator.Frontend;
using generator::NormGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NormGenerator = generator::NormGen.Generator.NormGenerator;

namespace NormGen.Tool.Explaining;

/// <summary>What the generator makes of a declaration, in a project that has nothing else.</summary>
/// <param name="Attribute">The attribute in C#, without brackets.</param>
/// <param name="Problems">The diagnostics that the declaration gets, errors first.</param>
/// <param name="Layer">The declaration as the generator understood it; null where it is in error.</param>
/// <param name="LayerText">The generated half of the class.</param>
/// <param name="KernelText">The kernel's file.</param>
internal sealed record Explanation(string Attribute, IReadOnlyList<Diagnostic> Problems, LayerSpec? Layer, string LayerText, string KernelText)
{
    /// <summary>The name of the class that the declaration stands on.</summary>
    public const string ClassName = "Layer";

    /// <summary>Whether there is no layer.</summary>
    public bool IsInError => Layer is null || Problems.Any(problem => problem.Severity == DiagnosticSeverity.Error);

    /// <summary>Runs the generator, and the analyzer beside it.</summary>
    public static async Task<Explanation> OfAsync(string attribute)
    {
        var tree = CSharpSyntaxTree.ParseText($"using NormGen;\n\n[{attribute}]\npublic partial class {ClassName};\n");
        var compilation = CSharpCompilation.Create(
            "Explained", [tree], References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var analyzed = compilation.WithAnalyzers([new DeclarationAnalyzer()]);
        var reported = await analyzed.GetAnalyzerSemanticDiagnosticsAsync(analyzed.Compilation.GetSemanticModel(tree), null, default).ConfigureAwait(false);
        IEnumerable<Diagnostic> problems = [.. compilation.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning), .. reported];
        var layer = LayerParser.Parse(compilation.GetTypeByMetadataName(ClassName)!, default)?.Layer;

        var generated = CSharpGeneratorDriver.Create(new NormGenerator()).RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources;
        return new(
            attribute,
            [.. problems.OrderByDescending(problem => problem.Severity)],
            layer,
            File(generated, ClassName + ".g.cs"),
            layer is null ? "" : File(generated, layer.Kernel.HintName));
    }

    private static string File(ImmutableArray<GeneratedSourceResult> generated, string hint) =>
        generated.FirstOrDefault(source => source.HintName == hint).SourceText?.ToString() ?? "";

    // The framework that runs this program, and the library beside it.
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
