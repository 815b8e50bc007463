using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using NormGen.Generator.Frontend;

namespace NormGen.CodeFixes;

/// <summary>Adds <c>partial</c> to the class that the generator has to complete, and to the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakePartial : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotPartial, RuleIds.ContainerNotPartial];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var declarations = root?.FindNode(context.Span).AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(declaration => !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            .ToImmutableArray();
        if (declarations is not { IsEmpty: false } found)
        {
            return;
        }

        var title = $"Make {string.Join(" and ", found.Select(declaration => $"'{declaration.Identifier.ValueText}'"))} partial";
        context.RegisterCodeFix(
            CodeAction.Create(title, cancellation => AddPartialAsync(context.Document, found, cancellation), nameof(MakePartial)),
            context.Diagnostics);
    }

    private static async Task<Document> AddPartialAsync(
        Document document, ImmutableArray<TypeDeclarationSyntax> declarations, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (var declaration in declarations)
        {
            editor.SetModifiers(declaration, editor.Generator.GetModifiers(declaration).WithPartial(true));
        }

        return editor.GetChangedDocument();
    }
}
