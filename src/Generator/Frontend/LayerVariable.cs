using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NormGen.Generator.Frontend;

/// <summary>
/// The variable that a layer is called through, where it is one that stands for the same layer each time: no element of an array, no
/// property, nothing that is of the thread.
/// </summary>
internal static class LayerVariable
{
    public static ISymbol? Of(IOperation? receiver) => receiver switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field when !IsOfTheThread(field.Field) => field.Field,
        _ => null,
    };

    /// <summary>Whether the variable is declared outside a piece of source.</summary>
    public static bool IsOutside(ISymbol variable, SyntaxNode node) => !variable.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree == node.SyntaxTree && node.Span.Contains(reference.Span));

    private static bool IsOfTheThread(IFieldSymbol field) =>
        field.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute");
}
