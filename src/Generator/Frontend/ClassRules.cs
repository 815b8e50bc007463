using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NormGen.Generator.Frontend;

/// <summary>What a class must be for a generated file to complete it as a layer.</summary>
internal static class ClassRules
{
    // Generated code passes spatial sizes as a params span.
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp13;

    private const string LayerBase = "global::NormGen.NormalizationLayer";

    public static void Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, ProblemList problems)
    {
        CheckLanguage(declaration, problems);
        CheckPartial(declaration, problems);
        if (type.IsStatic)
        {
            problems.Add(Rules.StaticClass, Site.Class);
        }

        if (TypeParameters(type) is { Length: > 0 } typeParameters)
        {
            problems.Add(Rules.Generic, Site.Class, typeParameters);
        }

        if (WithContainers(type).Any(part => part.IsFileLocal))
        {
            problems.Add(Rules.FileLocal, Site.Class);
        }

        if (type.IsRecord)
        {
            problems.Add(Rules.Record, Site.Class);
        }
        else
        {
            CheckBase(type, problems);
        }
    }

    /// <summary>The type, then the types around it from the inside out.</summary>
    public static IEnumerable<INamedTypeSymbol> WithContainers(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            yield return part;
        }
    }

    private static void CheckLanguage(TypeDeclarationSyntax declaration, ProblemList problems)
    {
        if (declaration.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: var version } && version < OldestLanguage)
        {
            problems.Add(Rules.LanguageVersion, Site.Class, version.ToDisplayString(), OldestLanguage.ToDisplayString());
        }
    }

    private static void CheckPartial(TypeDeclarationSyntax declaration, ProblemList problems)
    {
        if (!IsPartial(declaration))
        {
            problems.Add(Rules.NotPartial, Site.Class);
        }

        // At the class: editors show nothing that an analyzer says about a place outside of the symbol it looks at.
        foreach (var container in declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!IsPartial(container))
            {
                problems.Add(Rules.ContainerNotPartial, Site.Class, container.Identifier.ValueText);
            }
        }
    }

    // The analyzer sees the generated half too, so the base class that all layers have is none of the user's.
    private static void CheckBase(INamedTypeSymbol type, ProblemList problems)
    {
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } baseType
            && baseType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) != LayerBase)
        {
            problems.Add(Rules.BaseClass, Site.Class, baseType.ToDisplayString());
        }
    }

    private static string TypeParameters(INamedTypeSymbol type) =>
        string.Join(", ", WithContainers(type).Reverse().SelectMany(part => part.TypeParameters).Select(one => one.Name));

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
}
