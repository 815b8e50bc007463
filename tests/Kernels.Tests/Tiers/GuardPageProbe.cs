using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>
/// Runs every layer with each tensor between guard pages. A read or write outside a tensor ends the process, so this is a child.
/// </summary>
internal static class GuardPageProbe
{
    public const string Argument = "--guard-page-probe";
    public const string Passed = "no access outside a tensor";

    public static string Run()
    {
        foreach (var layer in LayerCases.All)
        {
            // What was said last is the layer that went astray.
            Console.WriteLine(layer.Name);
            var batches = layer.Layout == Layout.NC ? [2, 3, 33] : new[] { 2 };
            var positions = layer.SizedAtCall ? [1, 7, 15, 16, 17, 31, 33, 100] : new[] { layer.DeclaredPositions };
            foreach (var batch in batches)
            {
                Array.ForEach(positions, size => RunLayer(new Trial(layer, batch, size, Fills.Normal)));
            }
        }

        return Passed;
    }

    private static void RunLayer(Trial trial)
    {
        foreach (var atEnd in new[] { false, true })
        {
            using var input = new GuardedMemory(trial.Input, atEnd);
            using var residual = new GuardedMemory(trial.Residual, atEnd);
            using var output = new GuardedMemory(trial.Output, atEnd);
            using var outputGradient = new GuardedMemory(trial.OutputGradient, atEnd);
            using var inputGradient = new GuardedMemory(trial.InputGradient, atEnd);
            using var residualGradient = new GuardedMemory(trial.ResidualGradient, atEnd);
            foreach (var pass in trial.OutputPasses)
            {
                trial.Layer.Run(pass, input.Span, residual.Span, output.Span, trial.Batch);
            }

            foreach (var pass in trial.GradientPasses)
            {
                trial.Layer.RunBack(
                    pass,
                    input.Span,
                    residual.Span,
                    outputGradient.Span,
                    inputGradient.Span,
                    residualGradient.Span,
                    trial.Batch);
            }
        }
    }
}
