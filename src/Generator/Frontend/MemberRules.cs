using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NormGen.Generator.Frontend;

/// <summary>Members of the user's half that the generated half declares as well.</summary>
internal static class MemberRules
{
    private const string OtherConstructor =
        "a constructor with parameters that calls this(), as the generated half declares the one without";

    public static void Check(
        INamedTypeSymbol type, GeneratedMembers generated, ProblemList problems, CancellationToken cancellation)
    {
        if (generated.HasName(type.Name))
        {
            // C# has no members of the class's own name but constructors.
            problems.Add(Rules.MemberClash, Site.Class, "class " + type.Name, Other(type.Name));
        }

        foreach (var member in type.GetMembers().Where(member => IsTheUsers(member, cancellation)))
        {
            if (Clashes(member, generated, cancellation))
            {
                var site = member.GetDocumentationCommentId() is { } id ? Site.Member(id) : Site.Class;
                problems.Add(Rules.MemberClash, site, Describe(member), IsConstructor(member) ? OtherConstructor : Other(member.Name));
            }
        }
    }

    private static bool Clashes(ISymbol member, GeneratedMembers generated, CancellationToken cancellation) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
            IsPrimary(constructor, cancellation) || generated.HasMethod(GeneratedMembers.Constructor, Parameters(constructor)),
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method =>
            generated.HasNameOfNoMethod(method.Name)
            || (method.Arity == 0 && generated.HasMethod(method.Name, Parameters(method))),
        IMethodSymbol => false,
        _ => generated.HasName(member.Name),
    };

    private static bool IsConstructor(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor };

    // All other constructors would have to call a primary one, which the generated ones can't.
    private static bool IsPrimary(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax);

    private static bool IsTheUsers(ISymbol member, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return !member.IsImplicitlyDeclared
            && member.DeclaringSyntaxReferences.Any(reference => !GeneratedTree.IsOurs(reference.SyntaxTree));
    }

    private static string Parameters(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(Parameter));

    private static string Parameter(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None ? parameter.Type.ToDisplayString() : "ref " + parameter.Type.ToDisplayString();

    private static string Other(string name) => "another name, or other parameters, as the generated half declares " + name;

    private static string Describe(ISymbol member) => member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
