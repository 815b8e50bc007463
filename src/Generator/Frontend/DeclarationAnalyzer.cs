using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NormGen.Generator.Frontend;

/// <summary>Reports what is wrong with a declaration, at the argument that is wrong.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.OfDeclarations;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (LayerParser.Parse(type, context.CancellationToken) is not { } parsed)
        {
            return;
        }

        foreach (var problem in parsed.Problems)
        {
            var location = ProblemLocator.Locate(problem.Site, type, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.Of(problem.Id), location, ProblemProperties.Of(problem.Arguments), [.. problem.Arguments]));
        }
    }
}
