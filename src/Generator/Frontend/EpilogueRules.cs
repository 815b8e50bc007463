using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>The type that a layer names as its epilogue.</summary>
/// <param name="assembly">The assembly of the kernels that are to call it.</param>
internal sealed class EpilogueRules(IAssemblySymbol assembly, ProblemList problems)
{
    private const string Argument = "Epilogue";
    private const string Namespace = "NormGen";
    private const string Plain = "IEpilogue";
    private const string Parametric = "IParametricEpilogue";
    private const string Differentiable = "IDifferentiable";

    private static readonly Site Here = Site.Argument(Argument);

    /// <summary>The epilogue; null where there is none, or it is in error.</summary>
    public UserEpilogue? Read(AttributeArguments arguments, Activation activation, Passes passes)
    {
        // What the compiler does not find it says itself.
        if (arguments.TypeOfProperty(Argument) is not { TypeKind: not TypeKind.Error } given)
        {
            return null;
        }

        if (activation != Activation.None)
        {
            problems.Add(Rules.EpilogueWithActivation, Here, activation.ToString());
        }

        if (Flaw(given) is { } flaw)
        {
            problems.Add(Rules.EpilogueType, Here, given.ToDisplayString(), flaw);
            return null;
        }

        var type = (INamedTypeSymbol)given;
        return IsAccessible(type) ? ReadInterfaces(type, passes) : null;
    }

    /// <summary>Why kernels cannot call methods of the type, whatever it implements.</summary>
    private static string? Flaw(ITypeSymbol type) => type switch
    {
        not INamedTypeSymbol => "which is no struct",
        INamedTypeSymbol named when ClassRules.WithContainers(named).Any(part => part.Arity > 0) => "which is generic, or lies in a generic type",
        { TypeKind: not TypeKind.Struct } => "which is no struct",
        { IsRefLikeType: true } => "which is a ref struct",
        INamedTypeSymbol named when ClassRules.WithContainers(named).Any(part => part.IsFileLocal) => "which is file-local, or lies in a type that is",
        _ => null,
    };

    private bool IsAccessible(INamedTypeSymbol type)
    {
        if (ClassRules.WithContainers(type).FirstOrDefault(part => !IsVisible(part)) is not { } hidden)
        {
            return true;
        }

        problems.Add(Rules.EpilogueAccess, Here, type.ToDisplayString(), hidden.Name, Text(hidden.DeclaredAccessibility));
        return false;
    }

    private bool IsVisible(INamedTypeSymbol type) => type.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal =>
            SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly) || type.ContainingAssembly.GivesAccessTo(assembly),
        _ => false,
    };

    private UserEpilogue? ReadInterfaces(INamedTypeSymbol type, Passes passes)
    {
        var interfaces = type.AllInterfaces.Where(IsOurs).Select(one => one.Name).ToList();
        var (plain, parametric) = (interfaces.Contains(Plain), interfaces.Contains(Parametric));
        if (plain == parametric)
        {
            problems.Add(Rules.EpilogueInterface, Here, type.ToDisplayString(), plain ? "both" : "neither");
            return null;
        }

        var differentiable = Differentiable + (plain ? Plain : Parametric).Substring(1);
        if (passes == Passes.All && !interfaces.Contains(differentiable))
        {
            problems.Add(Rules.EpilogueDerivative, Here, type.ToDisplayString(), differentiable);
            return null;
        }

        WarnOfCalls(type, passes);
        return new(TypeName(type), Identifiers.Flatten(DottedName(type)), parametric);
    }

    /// <summary>Long methods are inlined only where they ask for it.</summary>
    private void WarnOfCalls(INamedTypeSymbol type, Passes passes)
    {
        var used = passes == Passes.All ? new[] { "Value", "Derivative" } : ["Value"];
        var calls = type.AllInterfaces.Where(IsOurs)
            .SelectMany(one => one.GetMembers().OfType<IMethodSymbol>())
            .Where(method => used.Contains(method.Name))
            .Select(type.FindImplementationForInterfaceMember)
            .OfType<IMethodSymbol>()
            .Where(method => (method.MethodImplementationFlags & MethodImplAttributes.AggressiveInlining) == 0);
        foreach (var method in calls)
        {
            problems.Add(Rules.EpilogueInlining, Here, type.ToDisplayString(), method.Name.Split('.').Last());
        }
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type is { Arity: 0, ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>As source has to write it, keywords escaped.</summary>
    private static string TypeName(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string DottedName(INamedTypeSymbol type)
    {
        IEnumerable<string> names = ClassRules.WithContainers(type).Select(part => part.Name);
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            names = names.Append(space.Name);
        }

        return string.Join(".", names.Reverse());
    }

    private static string Text(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "internal to another assembly",
    };
}
