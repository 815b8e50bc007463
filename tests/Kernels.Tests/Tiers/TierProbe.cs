using System;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>Runs every layer on every kind of data and hashes the bits of all results.</summary>
internal static class TierProbe
{
    public const string Argument = "--tier-probe";

    // Without fused multiply-add a large layer takes its time.
    private const int Elements = 150_000;
    private const int FewestFills = 6;

    // Past a register, a run of rows, and a block of the statistics.
    private static readonly int[] LongReductions = [17, 33, 100, 257, 500, 3200];

    public static string Run()
    {
        var layers = LayerCases.All.Select(layer => new LayerHash(layer.Name, OfLayer(layer))).ToArray();
        return new TierReport(TierReport.HasAvx512, TierReport.HasAvx2, TierReport.HasVector128, layers).Write();
    }

    private static ulong OfLayer(LayerCase layer)
    {
        var hash = new OutputHash();
        var kinds = Math.Clamp(Elements / TrialSizes.Small(layer, Fills.Normal).Input.Length, FewestFills, Fills.All.Count);
        foreach (var fill in Fills.All.Take(kinds))
        {
            Add(hash, TrialSizes.Small(layer, fill).WithRunningStatisticsOfInput());
        }

        if (layer.IsOfAnyLength)
        {
            foreach (var length in LongReductions)
            {
                var (batch, positions) = layer.SizedAtCall ? (1, length) : (length, 1);
                Add(hash, new Trial(layer, batch, positions, Fills.LargeMean));
            }
        }

        return hash.Value;
    }

    private static void Add(OutputHash hash, Trial trial)
    {
        foreach (var pass in trial.OutputPasses)
        {
            hash.Add(trial.Run(pass).Output);
        }

        foreach (var pass in trial.GradientPasses)
        {
            hash.Add(trial.Run(pass).InputGradient);
            hash.Add(trial.ResidualGradient);
            hash.Add(trial.Layer.State.GammaGradient);
            hash.Add(trial.Layer.State.BetaGradient);
        }

        hash.Add(trial.Layer.State.SavedMean);
        hash.Add(trial.Layer.State.SavedRstd);
        hash.Add(trial.Layer.State.RunningMean);
        hash.Add(trial.Layer.State.RunningVariance);
    }
}
