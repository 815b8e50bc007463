using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Generator.Tests.Support;

/// <summary>
/// A run of the generator that did not fail. <see cref="Of(CSharpCompilation)"/> also runs it on the same source once more and
/// after an edit elsewhere, and requires that nothing was done again.
/// </summary>
internal sealed record GeneratorRun(GeneratorDriver Driver, CSharpCompilation Input, CSharpCompilation Output)
{
    /// <summary>The text of each generated file by its hint name, in the order of generation.</summary>
    public IReadOnlyList<(string Hint, string Text)> Files =>
        [.. Driver.GetRunResult().Results.Single().GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()))];

    public static GeneratorRun Of(params string[] sources) => Of(TestProject.Default.Compile(sources));

    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        var first = Once(compilation);
        TrackedGraph.RequireValuesOnly(first.TrackedValues());
        first.Again(compilation.Clone()).RequireNothingDone();
        first.Again(WithUnrelatedEdit(compilation)).RequireNothingDone();
        return first;
    }

    /// <summary>A first run, without the second.</summary>
    public static GeneratorRun Once(CSharpCompilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new NormGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, compilation);
    }

    /// <summary>The run after an edit, on what this run left.</summary>
    public GeneratorRun Again(CSharpCompilation compilation) => Run(Driver, compilation);

    public string FileOf(string hint) => Files.Single(file => file.Hint == hint).Text;

    /// <summary>What became of the values of one step.</summary>
    public IEnumerable<(object Value, IncrementalStepRunReason Reason)> Steps(string trackingName) =>
        Driver.GetRunResult().Results.Single().TrackedSteps.TryGetValue(trackingName, out var steps)
            ? steps.SelectMany(step => step.Outputs)
            : [];

    /// <summary>What became of the generated files.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons() =>
        Driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);

    public IEnumerable<object> TrackedValues() => Names.SelectMany(Steps).Select(step => step.Value);

    /// <summary>What the compiler says of all files but those of the kernels, which take long and are compiled elsewhere.</summary>
    public IEnumerable<Diagnostic> DiagnosticsBesideKernels()
    {
        var kernels = Steps(TrackingNames.Kernels).Select(step => ((KernelSpec)step.Value).HintName).ToHashSet();
        return Output.SyntaxTrees
            .Where(tree => !kernels.Contains(Path.GetFileName(tree.FilePath)))
            .SelectMany(tree => Output.GetSemanticModel(tree).GetDiagnostics(cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>No step computed anything new and no file was written again.</summary>
    public void RequireNothingDone()
    {
        Assert.All(Names.SelectMany(Steps), step => Assert.True(
            step.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
            $"{step.Reason}: {step.Value}"));
        Assert.All(OutputReasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>The steps that the generator names, found by reflection so that a new one is not forgotten.</summary>
    private static ImmutableArray<string> Names { get; } =
        [.. typeof(TrackingNames).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    private static GeneratorRun Run(GeneratorDriver driver, CSharpCompilation compilation)
    {
        var after = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);

        // A generator that throws is only a warning to the compiler (CS8785).
        Assert.Empty(diagnostics);
        Assert.Null(after.GetRunResult().Results.Single().Exception);
        return new(after, compilation, (CSharpCompilation)output);
    }

    private static CSharpCompilation WithUnrelatedEdit(CSharpCompilation compilation) =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "namespace Elsewhere { internal static class Unrelated { public static int Answer() => 42; } }",
            (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            "Unrelated.cs"));
}
