using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.CodeFixes;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.CodeFixes;

public sealed class MakePartialTests
{
    [Theory]
    [InlineData(
        "[BatchNorm(8)]\npublic sealed class Stem;\n",
        "[BatchNorm(8)]\npublic sealed partial class Stem;\n")]
    [InlineData(
        "internal struct Net\n{\n    // The first.\n    [BatchNorm(8)]\n    public partial class Stem;\n}\n",
        "internal partial struct Net\n{\n    // The first.\n    [BatchNorm(8)]\n    public partial class Stem;\n}\n")]
    [InlineData(
        "class Net\n{\n    class Inner\n    {\n        [BatchNorm(8)]\n        partial class Stem;\n    }\n}\n",
        "partial class Net\n{\n    partial class Inner\n    {\n        [BatchNorm(8)]\n        partial class Stem;\n    }\n}\n")]
    [InlineData(
        "[BatchNorm(8)]\nclass Stem\n{\n}\n",
        "[BatchNorm(8)]\npartial class Stem\n{\n}\n")]
    public async Task Adds_partial(string before, string after)
    {
        const string Header = "using NormGen;\n\n";
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithParseOptions(TestProject.Default.ParseOptions)
            .WithMetadataReferences(References.All)
            .AddDocument("Stem.cs", Header + before);
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync(cancellation))!;
        var diagnostic = (await Analysis.Of(compilation))[0];

        var actions = new List<CodeAction>();
        await new MakePartial().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
        var operations = await Assert.Single(actions).GetOperationsAsync(cancellation);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;

        Assert.Equal(Header + after, (await changed.GetTextAsync(cancellation)).ToString());
    }

    [Fact]
    public void Is_offered_for_both_ids() =>
        Assert.Equal(["NORM010", "NORM011"], new MakePartial().FixableDiagnosticIds);
}
