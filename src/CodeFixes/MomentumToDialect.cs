using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Generator.Frontend;

namespace NormGen.CodeFixes;

/// <summary>Turns a momentum that looks like the other convention's into this one's, or declares a dialect that has the other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MomentumToDialect : CodeFixProvider
{
    private const string Dialect = "Dialect";
    private const string PyTorch = "PyTorch";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MomentumConvention];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var properties = context.Diagnostics[0].Properties;
        if (ProblemProperties.Argument(properties, 2) is not { } dialect
            || ProblemProperties.Argument(properties, 5) is not { } complement
            || await AttributeEdit.FindAsync(context).ConfigureAwait(false) is not ({ } attribute, { } momentum))
        {
            return;
        }

        var arguments = attribute.ArgumentList!.Arguments;
        AttributeEdit.Offer(
            context,
            "Write Momentum = " + complement,
            attribute,
            arguments.Replace(momentum, momentum.WithExpression(SyntaxFactory.ParseExpression(complement))));

        foreach (var (other, defaults) in dialect == PyTorch
            ? [("Onnx", ""), ("Keras", ", whose epsilon is 1e-3 unless set")]
            : new[] { (PyTorch, dialect == "Keras" ? ", whose epsilon is 1e-5 unless set" : "") })
        {
            var declared = AttributeEdit.Named(Dialect, "global::NormGen." + Dialect + "." + other);
            var title = $"Declare Dialect.{other}{defaults}";
            AttributeEdit.Offer(context, title, attribute, arguments.Where(argument => AttributeEdit.Property(argument) != Dialect).Append(declared));
        }
    }
}
