using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>The attributes that declare a layer. A new normalization is a line of this table.</summary>
internal static class NormalizationAttributes
{
    private const string Namespace = "NormGen";

    private static readonly Dictionary<string, NormalizationKind> Kinds = new()
    {
        ["BatchNormAttribute"] = NormalizationKind.Batch,
        ["GroupNormAttribute"] = NormalizationKind.Group,
        ["InstanceNormAttribute"] = NormalizationKind.Instance,
        ["LayerNormAttribute"] = NormalizationKind.Layer,
        ["RmsNormAttribute"] = NormalizationKind.Rms,
    };

    public static IEnumerable<string> MetadataNames => Kinds.Keys.Select(name => Namespace + "." + name);

    /// <summary>The normalization that the attribute declares, or null where it is no attribute of ours.</summary>
    public static NormalizationKind? KindOf(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } } type
        && Kinds.TryGetValue(type.Name, out var kind)
            ? kind
            : null;

    /// <summary>All attributes on the class that declare a layer, whichever part of the class they are on.</summary>
    public static ImmutableArray<AttributeData> On(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => KindOf(attribute) is not null).ToImmutableArray();
}
