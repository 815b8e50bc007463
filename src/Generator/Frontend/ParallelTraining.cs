using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NormGen.Generator.Frontend;

/// <summary>
/// A training pass of one layer by all iterations of <c>Parallel.For</c> and the like. Where anything suggests that they wait for each
/// other, or that there is but one thread, nothing is said.
/// </summary>
internal static class ParallelTraining
{
    private const string Threading = "System.Threading";

    public static CallProblem? Of(IInvocationOperation call) =>
        LayerVariable.Of(call.Instance) is { } layer
        && Body(call) is { } body
        && LayerVariable.IsOutside(layer, body.Syntax)
        && Loop(body) is { } loop
        && !Synchronizes(body)
        && !MayHaveOneThread(loop)
            ? new(UseRules.ParallelTraining, [layer.Name, loop.TargetMethod.Name, call.TargetMethod.Name])
            : null;

    /// <summary>The function around the call; null where another one, a lock or a loop of its own is in between.</summary>
    private static IAnonymousFunctionOperation? Body(IOperation call)
    {
        var operation = call.Parent;
        while (operation is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation or ILockOperation))
        {
            operation = operation.Parent;
        }

        return operation as IAnonymousFunctionOperation;
    }

    private static IInvocationOperation? Loop(IOperation body)
    {
        var argument = body.Parent;
        while (argument is IDelegateCreationOperation or IConversionOperation)
        {
            argument = argument.Parent;
        }

        return argument is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } loop }
            && method.Name is "For" or "ForEach" or "ForAsync" or "ForEachAsync"
            && method.ContainingType is { Name: "Parallel" } type
            && type.ContainingNamespace.ToDisplayString() == Threading + ".Tasks"
                ? loop
                : null;
    }

    private static bool Synchronizes(IOperation body) => body.Descendants().Any(operation =>
        operation is ILockOperation
        || (operation is IInvocationOperation call && call.TargetMethod.ContainingNamespace?.ToDisplayString() == Threading));

    // Options are known only where they are made in the call.
    private static bool MayHaveOneThread(IInvocationOperation loop) => loop.Arguments
        .Where(argument => argument.Parameter?.Type.Name == "ParallelOptions")
        .Any(argument => argument.Value is not IObjectCreationOperation creation || LimitsThreads(creation));

    private static bool LimitsThreads(IObjectCreationOperation options) => options.Initializer?.Initializers.Any(initializer =>
        initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "MaxDegreeOfParallelism" } } limit
        && (!limit.Value.ConstantValue.HasValue || limit.Value.ConstantValue.Value is 1)) == true;
}
