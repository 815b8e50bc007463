using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NormGen.Tool.Explaining;

namespace NormGen.Tool.Commands;

/// <summary>The <c>explain</c> command: what the generator makes of a declaration, without a project.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Declaration = new("declaration")
    {
        Description = "As in source, or shorter: \"BatchNorm(64, NHWC, 56x56, Relu)\", \"GroupNorm(32, 256, Residual)\", \"LayerNorm(768, Epsilon = 1e-6)\".",
    };

    private static readonly Option<bool> PlanOnly = new("--plan-only") { Description = "Leave the kernel's code out." };

    private static readonly Option<bool> Layer = new("--layer") { Description = "Print the generated half of the class, too." };

    public static Command Create()
    {
        var command = new Command("explain", "Print the plan, the memory traffic and the generated kernel of a declaration.")
        {
            Declaration, PlanOnly, Layer,
        };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(Declaration), !parsed.GetValue(PlanOnly), parsed.GetValue(Layer), Console.Out, Console.Error));
        return command;
    }

    /// <summary>Explains a declaration; diagnostics go to <paramref name="errors"/>.</summary>
    /// <returns>1 where the declaration is in error, 0 otherwise.</returns>
    public static async Task<int> RunAsync(string declaration, bool withCode, bool withLayer, TextWriter output, TextWriter errors)
    {
        var explanation = await Explanation.OfAsync(DeclarationText.ToAttribute(declaration)).ConfigureAwait(false);
        foreach (var problem in explanation.Problems)
        {
            var severity = problem.Severity == DiagnosticSeverity.Error ? "error" : "warning";
            await errors.WriteLineAsync($"{severity} {problem.Id}: {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}").ConfigureAwait(false);
        }

        if (explanation.IsInError)
        {
            return 1;
        }

        await output.WriteAsync(ExplanationText.Of(explanation, withCode, withLayer)).ConfigureAwait(false);
        return 0;
    }
}
