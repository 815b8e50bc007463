using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>
/// Runs layers on every kind of data, each tensor between guard pages, and hashes the bits of all results. A read or write outside
/// a tensor ends the process, so this is a child.
/// </summary>
internal static class TierProbe
{
    /// <summary>Asks for all layers.</summary>
    public const string Argument = "--tier-probe";

    /// <summary>Asks for some of them, by which ways of compiling are told apart as well.</summary>
    public const string SampleArgument = "--tier-probe-sample";

    private const int SampleEvery = 4;

    // Without fused multiply-add a large layer takes its time.
    private const int Elements = 100_000;
    private const int FewestFills = 6;

    // Past a register and part of it, a run of rows, and a block of the statistics.
    private static readonly int[] Lengths = [1, 7, 15, 16, 17, 31, 33, 100, 257, 500, 3200];

    private static readonly int[] DenseBatches = [2, 33];

    public static string Run(string argument)
    {
        var layers = LayerCases.All.Where((_, index) => argument == Argument || index % SampleEvery == 0);
        LayerHash[] hashes = [.. layers.Select(layer => new LayerHash(layer.Name, OfLayer(layer)))];
        return new TierReport(TierReport.HasAvx512, TierReport.HasAvx2, TierReport.HasVector128, hashes).Write();
    }

    private static ulong OfLayer(LayerCase layer)
    {
        // Where this process ends, what was said last is the layer that went astray.
        Console.Error.WriteLine(layer.Name);
        var hash = new OutputHash();
        foreach (var (index, trial) in Trials(layer).Index())
        {
            Add(hash, trial, atEnd: index % 2 == 0);
        }

        return hash.Value;
    }

    private static IEnumerable<Trial> Trials(LayerCase layer)
    {
        var kinds = Math.Clamp(Elements / TrialSizes.Small(layer, Fills.Normal).Input.Length, FewestFills, Fills.All.Count);
        foreach (var fill in Fills.All.Take(kinds))
        {
            yield return TrialSizes.Small(layer, fill).WithRunningStatisticsOfInput();
        }

        // Each at either end of its pages.
        foreach (var (batch, positions) in Sizes(layer).SelectMany(size => new[] { size, size }))
        {
            yield return new Trial(layer, batch, positions, Fills.LargeMean);
        }
    }

    private static IEnumerable<(int Batch, int Positions)> Sizes(LayerCase layer) => layer switch
    {
        { SizedAtCall: true } => Lengths.Select(length => (length < 100 ? 2 : 1, length)),
        { IsOfAnyLength: true } => Lengths.Select(length => (length, 1)),
        { IsDense: true, Channels: < 4096 } => DenseBatches.Select(batch => (batch, 1)),
        _ => [(1, layer.DeclaredPositions)],
    };

    private static void Add(OutputHash hash, Trial trial, bool atEnd)
    {
        using var tensors = new GuardedTensors(trial, atEnd);
        foreach (var pass in trial.OutputPasses)
        {
            // Batch norm cannot be trained on one value per channel.
            if (pass != Pass.Forward || trial.Case.IsSampleNorm || trial.Groups.PerGroup > 1)
            {
                tensors.Call(pass);
                hash.Add(tensors["output"]);
                hash.Add(tensors["sum"]);
            }
        }

        foreach (var pass in trial.GradientPasses)
        {
            if (pass != Pass.Backward || trial.Case.IsSampleNorm || trial.Groups.PerGroup > 1)
            {
                tensors.Call(pass);
                hash.Add(tensors["inputGradient"]);
                hash.Add(tensors["residualGradient"]);
                hash.Add(trial.Layer.State.GammaGradient);
                hash.Add(trial.Layer.State.BetaGradient);
            }
        }

        hash.Add(trial.Layer.SavedMean);
        hash.Add(trial.Layer.SavedRstd);
        if (trial.Case.IsBatchNorm)
        {
            hash.Add(trial.Layer.BatchNorm.RunningMean);
            hash.Add(trial.Layer.BatchNorm.RunningVariance);
        }
    }
}
