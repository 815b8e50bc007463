using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NormGen.Generator.Frontend;

/// <summary>A statement that is nothing but a call of <c>Freeze</c>. An assignment to <c>_</c> says that it is meant.</summary>
internal static class DiscardedFreeze
{
    public static CallProblem? Of(IInvocationOperation call) =>
        call.Syntax.Parent is ExpressionStatementSyntax && call.TargetMethod is { Parameters.IsEmpty: true, ReturnType.Name: "Frozen" }
            ? new(UseRules.DiscardedFreeze, [LayerVariable.Of(call.Instance)?.Name ?? call.TargetMethod.ContainingType.Name])
            : null;
}
