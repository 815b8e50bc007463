using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NormGen.Generator.Frontend;

namespace NormGen.CodeFixes;

/// <summary>Makes the number of groups the nearest one that divides the channels, and the nearest on the other side.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DividingGroups : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.Groups];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (model is null || await AttributeEdit.FindAsync(context).ConfigureAwait(false) is not ({ } attribute, { } given))
        {
            return;
        }

        var arguments = attribute.ArgumentList!.Arguments;
        var channels = arguments.FirstOrDefault(argument => argument != given && AttributeEdit.Property(argument) is null);
        if (channels is null || Constant(model, channels) is not { } all || Constant(model, given) is not { } groups)
        {
            return;
        }

        foreach (var divisor in Divisors(all, groups))
        {
            var text = divisor.ToString(CultureInfo.InvariantCulture);
            var changed = given.WithExpression(SyntaxFactory.ParseExpression(text));
            AttributeEdit.Offer(context, $"Make {text} group{(divisor == 1 ? "" : "s")} of {all / divisor}", attribute, arguments.Replace(given, changed));
        }
    }

    private static int? Constant(SemanticModel model, AttributeArgumentSyntax argument) =>
        model.GetConstantValue(argument.Expression) is { HasValue: true, Value: int value } ? value : null;

    /// <summary>The nearest divisor below and the nearest above, the nearer first.</summary>
    private static IEnumerable<int> Divisors(int channels, int groups)
    {
        var below = Math.Min(groups, channels);
        while (below > 0 && channels % below != 0)
        {
            below--;
        }

        var above = Math.Max(groups, 1);
        while (above <= channels && channels % above != 0)
        {
            above++;
        }

        return new[] { below, above }
            .Where(divisor => divisor >= 1 && divisor <= channels)
            .OrderBy(divisor => Math.Abs((long)divisor - groups));
    }
}
