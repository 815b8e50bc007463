using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NormGen.Generator.Frontend;
using Xunit;

namespace NormGen.Generator.Tests.Support;

internal static class Analysis
{
    /// <summary>What the analyzers report, in the order of the source. It fails on an exception in an analyzer.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Of(CSharpCompilation compilation)
    {
        var exceptions = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, _, _) => exceptions.Add(exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);

        var analyzed = compilation.WithAnalyzers([new DeclarationAnalyzer(), new UseAnalyzer()], options);

        // Tree by tree: to ask for the whole would bind every statement of every kernel.
        var diagnostics = new List<Diagnostic>();
        foreach (var tree in analyzed.Compilation.SyntaxTrees.Where(tree => !GeneratedTree.IsOurs(tree)))
        {
            var model = analyzed.Compilation.GetSemanticModel(tree);
            diagnostics.AddRange(await analyzed.GetAnalyzerSemanticDiagnosticsAsync(model, null, TestContext.Current.CancellationToken));
        }

        Assert.Empty(exceptions);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}
