using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Verification;

/// <summary>Takes the results of all trials: throws at the first that is wrong, and keeps the worst of each pass.</summary>
internal sealed class TrialLog(string layer)
{
    private readonly Dictionary<Pass, Entry> entries = [];

    /// <summary>Counts a trial of a pass.</summary>
    public void Count(Pass pass) => Of(pass).Trials++;

    /// <summary>Requires every element to be within its bound, where the bounds are promised for the trial's data.</summary>
    public void Require(
        TrialTensors trial,
        Pass pass,
        string result,
        ReadOnlySpan<float> actual,
        ReadOnlySpan<double> expected,
        ReadOnlySpan<double> bounds)
    {
        if (!trial.Bounded)
        {
            return;
        }

        var error = ErrorRatio.Of(actual, expected, bounds);
        if (error.Worst > 1)
        {
            throw new VerificationException(layer, pass, result, error, trial);
        }

        var entry = Of(pass);
        if (error.Worst > entry.WorstError)
        {
            entry.WorstError = error.Worst;
            entry.Worst = $"{result}; {trial}";
        }
    }

    /// <summary>Requires two results to have the same bits; any NaN is as good as any other.</summary>
    public void RequireSameBits(
        TrialTensors trial, Pass pass, string result, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        for (var index = 0; index < expected.Length; index++)
        {
            var isSame = BitConverter.SingleToInt32Bits(actual[index]) == BitConverter.SingleToInt32Bits(expected[index]);
            if (!isSame && !(float.IsNaN(actual[index]) && float.IsNaN(expected[index])))
            {
                var error = new ErrorRatio(double.PositiveInfinity, index, expected[index], actual[index], 0);
                throw new VerificationException(layer, pass, result, error, trial);
            }
        }
    }

    /// <summary>Throws for a single number that is wrong.</summary>
    public void Fail(TrialTensors trial, Pass pass, string result, long actual, long expected) =>
        throw new VerificationException(layer, pass, result, new ErrorRatio(double.PositiveInfinity, 0, expected, actual, 0), trial);

    public VerificationReport Report(IReadOnlyList<Pass> passes) => new(
        layer,
        [.. passes.Select(pass => (Pass: pass, Entry: Of(pass))).Select(row =>
            new PassReport(row.Pass, row.Entry.WorstError, row.Entry.Worst, row.Entry.Trials))]);

    private Entry Of(Pass pass)
    {
        if (!entries.TryGetValue(pass, out var entry))
        {
            entries.Add(pass, entry = new Entry());
        }

        return entry;
    }

    private sealed class Entry
    {
        public int Trials { get; set; }

        public double WorstError { get; set; }

        public string Worst { get; set; } = "";
    }
}
