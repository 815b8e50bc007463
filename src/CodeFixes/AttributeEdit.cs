using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace NormGen.CodeFixes;

/// <summary>A change of an attribute's arguments, offered under a title.</summary>
internal static class AttributeEdit
{
    /// <summary>The attribute and the argument that a diagnostic is at; the argument is null where it is at the attribute.</summary>
    public static async Task<(AttributeSyntax Attribute, AttributeArgumentSyntax? Argument)?> FindAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var node = root?.FindNode(context.Span);
        return node?.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: not null } attribute
            ? (attribute, node.FirstAncestorOrSelf<AttributeArgumentSyntax>())
            : null;
    }

    /// <summary>Offers other arguments.</summary>
    public static void Offer(CodeFixContext context, string title, AttributeSyntax attribute, IEnumerable<AttributeArgumentSyntax> arguments)
    {
        var list = attribute.ArgumentList!;
        var changed = attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList(
            arguments.Select((argument, index) => index == 0 ? argument.WithoutLeadingTrivia() : argument.WithLeadingTrivia(SyntaxFactory.Space)))));
        context.RegisterCodeFix(CodeAction.Create(title, cancellation => ReplaceAsync(context.Document, attribute, changed, cancellation), title), context.Diagnostics);
    }

    /// <summary>An argument for a property; a value in full names is shortened to what the source can say.</summary>
    public static AttributeArgumentSyntax Named(string name, string value) => SyntaxFactory.AttributeArgument(
        SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(name).WithTrailingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(SyntaxFactory.Space),
        null,
        SyntaxFactory.ParseExpression(value).WithAdditionalAnnotations(Simplifier.Annotation));

    /// <summary>The property that an argument sets; null for a parameter's.</summary>
    public static string? Property(AttributeArgumentSyntax argument) => argument.NameEquals?.Name.Identifier.ValueText;

    private static async Task<Document> ReplaceAsync(Document document, SyntaxNode old, SyntaxNode changed, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(old, changed));
    }
}
