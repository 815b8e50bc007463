using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>From a declaration to its spec or its errors; the generator and the analyzer both ask here.</summary>
internal static class LayerParser
{
    /// <summary>Whether the node is one that the attributes are allowed on; elsewhere the compiler rejects them.</summary>
    public static bool CanDeclare(SyntaxNode node) => node is ClassDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>Null where the class has no such attribute, or the compiler's own errors leave nothing to say.</summary>
    public static ParsedDeclaration? Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var attributes = NormalizationAttributes.On(type);
        if (attributes.IsEmpty
            || type.TypeKind != TypeKind.Class
            || TargetTypeReader.HasMissingName(type)
            || Declaration(attributes[0], cancellation) is not { } declaration)
        {
            return null;
        }

        var target = TargetTypeReader.Read(type);
        var problems = new ProblemList(type.Name);
        ClassRules.Check(type, declaration, problems);
        var layer = attributes.Length == 1 ? ReadLayer(type, target, attributes[0], problems, cancellation) : null;
        if (attributes.Length > 1)
        {
            problems.Add(Rules.SeveralNormalizations, Site.SecondAttribute, Text(attributes.Length));
        }

        return problems.HasErrors || layer is not null
            ? new(target, TargetTypeReader.Identity(type), problems.HasErrors ? null : layer, problems.ToEquatableArray())
            : null;
    }

    /// <summary>The part of the class that carries the attribute.</summary>
    public static TypeDeclarationSyntax? Declaration(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();

    private static LayerSpec? ReadLayer(
        INamedTypeSymbol type, TargetType target, AttributeData attribute, ProblemList problems, CancellationToken cancellation)
    {
        if (NormalizationAttributes.KindOf(attribute) is not { } kind)
        {
            return null;
        }

        var arguments = new AttributeArguments(attribute);
        var layer = new LayerReader(type.ContainingAssembly, arguments, problems).Read(target, kind);
        MemberRules.Check(type, new GeneratedMembers(layer), problems, cancellation);
        return arguments.AreBroken ? null : layer;
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
