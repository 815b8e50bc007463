using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>Runs every layer on every kind of data and hashes the bits of all results.</summary>
internal static class TierProbe
{
    public const string Argument = "--tier-probe";

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
        foreach (var fill in Fills.All)
        {
            Add(hash, TrialSizes.Small(layer, fill));
        }

        if (layer.SizedAtCall || layer.Layout == Layout.NC)
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
        hash.Add(trial.Forward().Output);
        hash.Add(trial.Backward().InputGradient);
        hash.Add(trial.Layer.Statistics.SavedMean);
        hash.Add(trial.Layer.Statistics.SavedRstd);
        hash.Add(trial.Layer.Statistics.RunningMean);
        hash.Add(trial.Layer.Statistics.RunningVariance);
        hash.Add(trial.Infer().Output);
        hash.Add(trial.InferFrozen().Output);
        if (trial.Layer.Affine is { } affine)
        {
            hash.Add(affine.GammaGradient);
            hash.Add(affine.BetaGradient);
        }
    }
}
