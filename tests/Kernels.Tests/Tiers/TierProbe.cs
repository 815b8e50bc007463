using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Runtime;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>
/// Runs layers on every kind of data, each tensor between guard pages, and hashes the bits of all results. A read or write
/// outside a tensor ends the process, so this is a child.
/// </summary>
internal static class TierProbe
{
    /// <summary>Asks for all layers.</summary>
    public const string Argument = "--tier-probe";

    /// <summary>Asks for some of them, by which ways of compiling are told apart as well.</summary>
    public const string SampleArgument = "--tier-probe-sample";

    private const int SampleEvery = 4;

    // Without fused multiply-add a large layer takes its time.
    private const int Elements = 80_000;
    private const int FewestFills = 6;

    // Parts of a register and a little more; past a run of rows, and a block of the statistics.
    private static readonly int[] Lengths = [1, 7, 15, 16, 17, 31, 33];
    private static readonly int[] LongLengths = [100, 257, 500, 3200];

    private static readonly int[] DenseBatches = [2, 33];

    public static string Run(string argument)
    {
        var layers = LayerCases.All.Where((_, index) => argument == Argument || index % SampleEvery == 0);
        LayerHash[] hashes =
        [
            .. layers.Select(layer => new LayerHash(layer.Name, OfLayer(layer))),
            .. LayerCases.Quantized.Select(layer => new LayerHash(layer.Name, QuantizedProbe.Of(layer))),
        ];
        return new TierReport(TierReport.HasAvx512, TierReport.HasAvx2, TierReport.HasVector128, !KernelTiers.Avx512 && !KernelTiers.Avx2, hashes).Write();
    }

    /// <summary>One hash over every bit of a layer's results.</summary>
    public static ulong OfLayer(LayerCase layer)
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

        foreach (var (batch, positions) in Sizes(layer))
        {
            yield return new Trial(layer, batch, positions, Fills.LargeMean);
        }
    }

    // Twice where that is cheap: for either end of the pages.
    private static IEnumerable<(int Batch, int Positions)> Sizes(LayerCase layer) => layer switch
    {
        { SizedAtCall: true } => Twice(Lengths).Select(length => (2, length)).Concat(LongLengths.Select(length => (1, length))),
        { IsOfAnyLength: true } => Twice(Lengths).Concat(LongLengths).Select(length => (length, 1)),
        { IsDense: true, Channels: < 4096 } => Twice(DenseBatches).Select(batch => (batch, 1)),
        _ => [(1, layer.DeclaredPositions)],
    };

    private static IEnumerable<int> Twice(int[] sizes) => sizes.SelectMany(size => new[] { size, size });

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
