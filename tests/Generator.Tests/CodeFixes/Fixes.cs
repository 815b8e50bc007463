using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.CodeFixes;

/// <summary>What a code fix offers for the first diagnostic of a source, given without <c>using NormGen</c>.</summary>
internal static class Fixes
{
    private const string Header = "using NormGen;\n\n";

    /// <summary>The titles, and what becomes of the source.</summary>
    public static async Task<IReadOnlyList<(string Title, string Source)>> Of(CodeFixProvider provider, string source, string header = Header)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithParseOptions(TestProject.Default.ParseOptions)
            .WithMetadataReferences(References.All)
            .AddDocument("Stem.cs", header + source);
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync(cancellation))!;
        var diagnostic = (await Analysis.Of(compilation))[0];
        Assert.Contains(diagnostic.Id, provider.FixableDiagnosticIds);

        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        var changes = new List<(string, string)>();
        foreach (var action in actions)
        {
            var operations = await action.GetOperationsAsync(cancellation);
            var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
            var text = (await changed.GetTextAsync(cancellation)).ToString();
            Assert.StartsWith(header, text, StringComparison.Ordinal);
            changes.Add((action.Title, text[header.Length..]));
        }

        return changes;
    }
}
