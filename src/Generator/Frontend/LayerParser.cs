using System.Linq;
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

    /// <summary>The generator's view: null where another node speaks for the class, or where there is no name to speak of.</summary>
    public static ParsedDeclaration? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type || NormalizationAttributes.On(type).FirstOrDefault() is not { } first)
        {
            return null;
        }

        // A class in several parts may have an attribute on each, which is an error, to be told once.
        var speaks = first.ApplicationSyntaxReference is { } reference
            && reference.SyntaxTree == context.TargetNode.SyntaxTree
            && context.TargetNode.Span.Contains(reference.Span);
        return speaks ? Parse(type, cancellation) : null;
    }

    /// <summary>Null where the class has no such attribute, or the compiler's own errors leave nothing to say.</summary>
    public static ParsedDeclaration? Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var attributes = NormalizationAttributes.On(type);
        if (attributes.IsEmpty || TargetTypeReader.HasMissingName(type) || Declaration(attributes[0], cancellation) is not { } declaration)
        {
            return null;
        }

        var problems = new ProblemList(type.Name);
        ClassRules.Check(type, declaration, problems);
        var layer = attributes.Length == 1 ? ReadLayer(type, attributes[0], problems, cancellation) : null;
        if (attributes.Length > 1)
        {
            problems.Add(Rules.SeveralNormalizations, Site.SecondAttribute, Text(attributes.Length));
        }

        return layer is null && !problems.HasErrors
            ? null
            : new ParsedDeclaration(TargetTypeReader.Read(type), TargetTypeReader.Identity(type), problems.HasErrors ? null : layer, problems.ToEquatableArray());
    }

    /// <summary>The part of the class that carries the attribute.</summary>
    public static TypeDeclarationSyntax? Declaration(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();

    private static LayerSpec? ReadLayer(INamedTypeSymbol type, AttributeData attribute, ProblemList problems, CancellationToken cancellation)
    {
        var arguments = new AttributeArguments(attribute);
        var channels = ShapeRules.ReadChannels(arguments, problems);
        var layout = EnumRules.Read(arguments, "Layout", Layout.NCHW, problems);
        var activation = EnumRules.Read(arguments, "Activation", Activation.None, problems);
        var epsilon = StatisticsRules.ReadEpsilon(arguments, problems);
        var momentum = StatisticsRules.ReadMomentum(arguments, problems);
        var affine = arguments.OfProperty<bool>("Affine") ?? true;
        var sizes = layout is null
            ? EquatableArray<int>.Empty
            : ShapeRules.ReadSizes(arguments, layout.ToString(), Catalogue.Of(layout.Value), channels, problems);
        var spatialSizeAtCall = sizes.Count == 0 && layout is not null && Catalogue.Of(layout.Value).SpatialAxes.Count > 0;
        MemberRules.Check(type, new GeneratedMembers(affine, spatialSizeAtCall), problems, cancellation);
        return arguments.AreBroken || layout is null || activation is null
            ? null
            : new LayerSpec(TargetTypeReader.Read(type), NormalizationAttributes.KindOf(attribute)!.Value, layout.Value, channels, sizes, epsilon, momentum, affine, activation.Value);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
