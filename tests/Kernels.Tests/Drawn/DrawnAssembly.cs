extern alias generator;

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NormGen.Kernels.Tests.Layers;

namespace NormGen.Kernels.Tests.Drawn;

/// <summary>Compiles declarations as a strict user's project does: no unsafe code, every warning an error.</summary>
internal static class DrawnAssembly
{
    private const string Namespace = "NormGen.Kernels.Tests.DrawnLayers";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. Framework(),
        MetadataReference.CreateFromFile(typeof(BatchNormAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(NormalizationLayer).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(SoftSign).Assembly.Location),
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>The name that a declaration's class gets.</summary>
    public static string NameOf(int index) => $"Drawn{index}";

    /// <summary>Writes the assembly of some declarations; what the compiler says is returned, and is nothing where all is well.</summary>
    /// <param name="file">The assembly.</param>
    /// <param name="attributes">The declarations.</param>
    /// <param name="checkOverflow">Whether the project checks integers for overflow.</param>
    /// <param name="rewrite">Gives a generated file, by its name, another text; null for none.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IReadOnlyList<string> Write(
        string file, IReadOnlyList<string> attributes, bool checkOverflow, Func<string, string?>? rewrite, CancellationToken cancellation)
    {
        var compilation = Compilation(Path.GetFileNameWithoutExtension(file), attributes, checkOverflow, cancellation);
        var driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var said, cancellation);
        if (driver.GetRunResult().Results.Single().Exception is { } exception)
        {
            return [$"The generator threw: {exception}"];
        }

        foreach (var tree in output.SyntaxTrees)
        {
            if (rewrite?.Invoke(Path.GetFileName(tree.FilePath)) is { } text)
            {
                output = output.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, ParseOptions, tree.FilePath, Encoding.UTF8, cancellation));
            }
        }

        using var stream = File.Create(file);
        var emitted = output.Emit(stream, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded), cancellationToken: cancellation);
        return [.. said.Concat(emitted.Diagnostics).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Select(diagnostic => diagnostic.ToString())];
    }

    /// <summary>The kernels that a declaration asks for.</summary>
    public static IReadOnlyList<generator::NormGen.Generator.Spec.KernelSpec> KernelsOf(string attribute, CancellationToken cancellation)
    {
        var driver = Driver().RunGenerators(Compilation("Kernels", [attribute], checkOverflow: false, cancellation), cancellation);
        var steps = driver.GetRunResult().Results.Single().TrackedSteps[generator::NormGen.Generator.TrackingNames.Kernels];
        return [.. steps.SelectMany(step => step.Outputs).Select(output => (generator::NormGen.Generator.Spec.KernelSpec)output.Value)];
    }

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new generator::NormGen.Generator.NormGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compilation(string name, IReadOnlyList<string> attributes, bool checkOverflow, CancellationToken cancellation)
    {
        var lines = attributes.Select((attribute, index) => $"/// <summary>Drawn.</summary>\n{attribute} public partial class {NameOf(index)};");
        var source = $"using NormGen;\nusing NormGen.Kernels.Tests.Layers;\nnamespace {Namespace};\n{string.Join('\n', lines)}\n";
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: checkOverflow,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source, ParseOptions, "Drawn.cs", Encoding.UTF8, cancellation)], References, options);
    }

    private static IEnumerable<MetadataReference> Framework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == folder).Select(path => MetadataReference.CreateFromFile(path));
    }
}
