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
    public static IReadOnlyList<string> Write(string file, IReadOnlyList<string> attributes, bool checkOverflow, CancellationToken cancellation)
    {
        var lines = attributes.Select((attribute, index) => $"{attribute} public partial class {NameOf(index)};");
        var source = $"#pragma warning disable CS1591 // These layers are for no one to read about.\nusing NormGen;\nusing NormGen.Kernels.Tests.Layers;\nnamespace {Namespace};\n{string.Join('\n', lines)}\n";
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: checkOverflow,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(file), [CSharpSyntaxTree.ParseText(source, ParseOptions, "Drawn.cs", Encoding.UTF8, cancellation)], References, options);

        var driver = CSharpGeneratorDriver.Create([new generator::NormGen.Generator.NormGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var said, cancellation);
        if (driver.GetRunResult().Results.Single().Exception is { } exception)
        {
            return [$"The generator threw: {exception}"];
        }

        using var stream = File.Create(file);
        var emitted = output.Emit(stream, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded), cancellationToken: cancellation);
        return [.. said.Concat(emitted.Diagnostics).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Select(diagnostic => diagnostic.ToString())];
    }

    private static IEnumerable<MetadataReference> Framework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == folder).Select(path => MetadataReference.CreateFromFile(path));
    }
}
