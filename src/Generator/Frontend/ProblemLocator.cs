using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NormGen.Generator.Frontend;

/// <summary>From the name of a declaration's part to its place in the source, for the analyzer.</summary>
internal static class ProblemLocator
{
    /// <summary>The place, or the class's name where the part is not found.</summary>
    public static Location Locate(Site site, INamedTypeSymbol type, CancellationToken cancellation)
    {
        var attributes = NormalizationAttributes.On(type);
        var declaration = LayerParser.Declaration(attributes[0], cancellation);
        var location = site.Kind switch
        {
            SiteKind.Argument => Argument(attributes[0], site, cancellation)?.GetLocation(),
            SiteKind.SecondAttribute => Syntax(attributes.ElementAtOrDefault(1), cancellation)?.GetLocation(),
            SiteKind.Member => Member(type, site.Name),
            _ => null,
        };
        return location ?? declaration?.Identifier.GetLocation() ?? type.Locations[0];
    }

    /// <summary>The argument, or the attribute where the argument is left out.</summary>
    private static SyntaxNode? Argument(AttributeData attribute, Site site, CancellationToken cancellation)
    {
        if (Syntax(attribute, cancellation) is not AttributeSyntax syntax)
        {
            return null;
        }

        var arguments = syntax.ArgumentList?.Arguments ?? default;
        var unnamed = arguments.Where(argument => NameOf(argument) is null).ToList();
        var ordinal = attribute.AttributeConstructor?.Parameters.FirstOrDefault(parameter => parameter.Name == site.Name)?.Ordinal ?? -1;

        // The elements of an array may be arguments each, or all be in one.
        return arguments.FirstOrDefault(argument => NameOf(argument) == site.Name)
            ?? unnamed.ElementAtOrDefault(ordinal < 0 ? -1 : ordinal + site.Index)
            ?? unnamed.ElementAtOrDefault(ordinal)
            ?? (SyntaxNode)syntax;
    }

    private static SyntaxNode? Syntax(AttributeData? attribute, CancellationToken cancellation) =>
        attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation);

    private static string? NameOf(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;

    private static Location? Member(INamedTypeSymbol type, string documentationId) =>
        type.GetMembers()
            .FirstOrDefault(member => member.GetDocumentationCommentId() == documentationId)?
            .Locations.FirstOrDefault(location => location.SourceTree is { } tree && !GeneratedTree.IsOurs(tree));
}
