using System;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>Runs a layer that stores integers on every kind of data, its output between guard pages, and hashes all bytes.</summary>
internal static class QuantizedProbe
{
    // Parts of a register and a little more.
    private static readonly int[] Lengths = [1, 2, 3, 5, 7, 11, 15, 16, 17, 31, 33, 100];

    public static ulong Of(LayerCase layer)
    {
        Console.Error.WriteLine(layer.Name);
        var hash = new OutputHash();
        foreach (var fill in Fills.All)
        {
            Add(hash, TrialSizes.Small(layer, fill).WithRunningStatisticsOfInput());
        }

        foreach (var length in Lengths)
        {
            Add(hash, layer switch
            {
                { SizedAtCall: true } => new Trial(layer, 2, length, Fills.Normal),
                { IsDense: true } => new Trial(layer, length, 1, Fills.Normal),
                _ => new Trial(layer, 1, layer.DeclaredPositions, Fills.Normal),
            });
        }

        return hash.Value;
    }

    private static void Add(OutputHash hash, Trial trial)
    {
        trial.Layer.State.OutputScale = 0.03f;
        trial.Layer.State.OutputZeroPoint = 7;
        foreach (var atEnd in new[] { false, true })
        {
            using var tensors = new GuardedTensors(trial, atEnd);
            using var pages = OperatingSystem.IsLinux() ? new GuardedPages(trial.Input.Length, atEnd) : null;
            var output = pages is null ? new byte[trial.Input.Length] : pages.Span;
            foreach (var pass in trial.OutputPasses)
            {
                tensors.Call(pass, output);
                hash.Add(output);
                hash.Add(tensors["sum"]);
            }
        }
    }
}
