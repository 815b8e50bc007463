using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>
/// <c>Infer</c> of a batch norm in a loop that does nothing else with the layer. The parameters of other layers need no preparation.
/// </summary>
internal static class RepeatedInfer
{
    public static CallProblem? Of(IInvocationOperation call) =>
        NormalizationAttributes.On(call.TargetMethod.ContainingType).Any(attribute => NormalizationAttributes.KindOf(attribute) == NormalizationKind.Batch)
        && LayerVariable.Of(call.Instance) is { } layer
        && Loop(call) is { } loop
        && LayerVariable.IsOutside(layer, loop.Syntax)
        && loop.Descendants().Where(operation => SymbolEqualityComparer.Default.Equals(LayerVariable.Of(operation), layer)).All(IsInferred)
            ? new(UseRules.RepeatedInfer, [layer.Name])
            : null;

    private static ILoopOperation? Loop(IOperation call)
    {
        var operation = call.Parent;
        while (operation is not (null or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            operation = operation.Parent;
        }

        return operation as ILoopOperation;
    }

    private static bool IsInferred(IOperation layer) =>
        layer.Parent is IInvocationOperation { TargetMethod.Name: "Infer" } call && call.Instance == layer;
}
