using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NormGen.Generator.Frontend;

/// <summary>Reports calls of layers that cannot be what was meant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseAnalyzer : DiagnosticAnalyzer
{
    private const string LayerBase = "NormGen.NormalizationLayer";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => UseRules.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LayerBase) is { } layerBase)
            {
                start.RegisterOperationAction(operation => Analyze(operation, layerBase), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol layerBase)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!DerivesFrom(call.TargetMethod.ContainingType, layerBase))
        {
            return;
        }

        var problem = call.TargetMethod.Name switch
        {
            "Forward" or "Backward" or "InferBackward" => ParallelTraining.Of(call),
            "Freeze" => DiscardedFreeze.Of(call),
            "Infer" => RepeatedInfer.Of(call),
            _ => null,
        };
        if (problem is { } found)
        {
            context.ReportDiagnostic(Diagnostic.Create(found.Rule, Place(call), [.. found.Arguments]));
        }
    }

    private static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol layerBase)
    {
        while (type is not null && !SymbolEqualityComparer.Default.Equals(type, layerBase))
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    /// <summary>The method's name.</summary>
    private static Location Place(IInvocationOperation call) => call.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax invocation => invocation.Expression.GetLocation(),
        var syntax => syntax.GetLocation(),
    };
}
