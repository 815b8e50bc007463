using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Epilogues;

/// <summary>Runs every pass of every layer with an epilogue once, so that the JIT compiles its kernels and prints them.</summary>
internal static class MachineCodeProbe
{
    public const string Argument = "--machine-code-probe";

    public static void Run()
    {
        foreach (var layer in LayerCases.WithEpilogues)
        {
            var trial = TrialSizes.Small(layer, Fills.Normal);
            foreach (var pass in trial.OutputPasses)
            {
                trial.Run(pass);
            }

            foreach (var pass in trial.GradientPasses)
            {
                trial.Run(pass);
            }
        }
    }
}
