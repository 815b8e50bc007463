using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>From the class's symbol to what its generated half has to write.</summary>
internal static class TargetTypeReader
{
    private static readonly SymbolDisplayFormat NamespaceFormat =
        new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public static TargetType Read(INamedTypeSymbol type)
    {
        var containers = ClassRules.WithContainers(type).Skip(1).Reverse().ToList();
        return new TargetType(
            string.Join(".", Namespaces(type).Select(Identifiers.Escape)),
            EquatableArray.From(containers.Select(Header)),
            Identifiers.Escape(type.Name))
        {
            Path = string.Join(".", [.. Namespaces(type), .. containers.Select(PathName), PathName(type)]),
        };
    }

    /// <summary>Kinds and metadata names, which tell apart even types that may not stand beside each other.</summary>
    public static string Identity(INamedTypeSymbol type) =>
        string.Join(".", Namespaces(type))
        + string.Concat(ClassRules.WithContainers(type).Reverse().Select(part => "/" + Keyword(part) + " " + part.MetadataName));

    /// <summary>Whether the parser had to make a name up, as in <c>class { }</c>.</summary>
    public static bool HasMissingName(INamedTypeSymbol type) =>
        ClassRules.WithContainers(type).Any(part => part.Name.Length == 0) || Namespaces(type).Any(name => name.Length == 0);

    private static string[] Namespaces(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } containing
            ? containing.ToDisplayString(NamespaceFormat).Split('.')
            : [];

    private static string Header(INamedTypeSymbol container) =>
        "partial " + Keyword(container) + " " + Identifiers.Escape(container.Name);

    // Only declarations in error have an arity; a file of their errors is still needed for each.
    private static string PathName(INamedTypeSymbol type) => type.Arity == 0 ? type.Name : type.Name + "-" + type.Arity;

    private static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };
}
