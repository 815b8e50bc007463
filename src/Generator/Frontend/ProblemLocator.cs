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
            SiteKind.Argument => Argument(attributes[0], site.Name, cancellation)?.GetLocation(),
            SiteKind.SecondAttribute => attributes.ElementAtOrDefault(1)?.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation(),
            SiteKind.Member => Member(type, site.Name),
            _ => null,
        };
        return location ?? declaration?.Identifier.GetLocation() ?? type.Locations[0];
    }

    private static AttributeArgumentSyntax? Argument(AttributeData attribute, string name, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            return null;
        }

        var position = attribute.AttributeConstructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Ordinal ?? -1;
        return arguments.FirstOrDefault(argument => NameOf(argument) == name)
            ?? arguments.Where(argument => NameOf(argument) is null).ElementAtOrDefault(position);
    }

    private static string? NameOf(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;

    private static Location? Member(INamedTypeSymbol type, string documentationId) =>
        type.GetMembers()
            .FirstOrDefault(member => member.GetDocumentationCommentId() == documentationId)?
            .Locations.FirstOrDefault(location => location.SourceTree is { } tree && !GeneratedTree.IsOurs(tree));
}
