using System;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NormGen.Generator.Frontend;

namespace NormGen.CodeFixes;

/// <summary>Adds the spatial sizes that are missing, as large as one that is there, or leaves all of them to the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CompleteSizes : CodeFixProvider
{
    private static readonly string[] Separator = [", "];
    private static readonly string[] Sizes = ["Length", "Depth", "Height", "Width"];

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.PartOfTheSizes];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var missing = ProblemProperties.Argument(context.Diagnostics[0].Properties, 2)?.Split(Separator, StringSplitOptions.None);
        if (missing is null || await AttributeEdit.FindAsync(context).ConfigureAwait(false) is not ({ } attribute, { } given))
        {
            return;
        }

        var arguments = attribute.ArgumentList!.Arguments;
        var added = missing.Select(name => AttributeEdit.Named(name, given.Expression.ToString())).ToList();
        AttributeEdit.Offer(context, "Add " + string.Join(", ", added), attribute, arguments.Concat(added));
        AttributeEdit.Offer(
            context, "Leave the sizes to the call", attribute, arguments.Where(argument => !Sizes.Contains(AttributeEdit.Property(argument))));
    }
}
