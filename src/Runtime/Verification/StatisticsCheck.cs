using System;
using System.Linq;

namespace NormGen.Verification;

/// <summary>The statistics that <c>Forward</c> leaves in a layer, against those of the reference.</summary>
internal sealed class StatisticsCheck(LayerCalls calls)
{
    private readonly NormalizedInput normalized = calls.Trial.Normalized;

    /// <summary>Requires the saved statistics.</summary>
    /// <remarks>Stricter than promised: sigma says nothing of rstd, which is as good as its own magnitude.</remarks>
    /// <param name="mean">The saved mean; empty where none is taken.</param>
    /// <param name="rstd">The saved 1 / sqrt(variance + epsilon).</param>
    public void RequireSaved(ReadOnlySpan<float> mean, ReadOnlySpan<float> rstd)
    {
        if (calls.Trial.Traits.HasMean)
        {
            Require("saved mean", mean, normalized.Mean, normalized.Variance);
        }

        double[] expected = [.. Enumerable.Range(0, normalized.Variance.Length).Select(normalized.Rstd)];
        Require("saved rstd", rstd, expected, new double[expected.Length]);
    }

    /// <summary>Requires statistics, one per group.</summary>
    public void Require(string name, ReadOnlySpan<float> actual, double[] expected, double[] variance)
    {
        // What IEEE arithmetic gives for the statistics of NaN and infinity depends on the order of the sums.
        var due = (double[])expected.Clone();
        for (var group = 0; group < Math.Min(due.Length, actual.Length); group++)
        {
            due[group] = double.IsFinite(normalized.Variance[group]) ? due[group] : actual[group];
        }

        calls.Log.Require(calls.Trial, Pass.Forward, name, actual, due, ErrorBounds.Statistics(due, variance));
    }
}
