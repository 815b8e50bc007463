using System;
using System.Numerics;

namespace NormGen.Runtime;

/// <summary>
/// What follows from the statistics of a batch: their saved copies in float, and the running ones, as
/// <see cref="RunningWeights"/> has them. Computed in double and rounded once.
/// </summary>
/// <remarks>
/// All rows are padded to whole registers, so there is no tail; what the padding holds does not matter. The operations are the
/// exact ones, so registers of any width give the same bits.
/// </remarks>
internal static class RunningStatistics
{
    /// <summary>Saves the mean of a batch and moves the running one towards it.</summary>
    public static void UpdateMean(ReadOnlySpan<double> batch, Span<float> saved, Span<float> running, RunningWeights weights)
    {
        var wide = SavedStatistics.Registers(batch);
        var means = SavedStatistics.Registers(saved);
        var floats = SavedStatistics.Registers(running);
        for (var register = 0; register < means.Length; register++)
        {
            var (lower, upper) = (wide[2 * register], wide[(2 * register) + 1]);
            means[register] = Vector.Narrow(lower, upper);
            floats[register] = Towards(floats[register], lower, upper, weights);
        }
    }

    /// <summary>Saves 1 / sqrt(variance + epsilon) of a batch and moves the running variance towards it.</summary>
    public static void UpdateVariance(
        ReadOnlySpan<double> batch, Span<float> savedRstd, Span<float> running, RunningWeights weights, double epsilon)
    {
        var wide = SavedStatistics.Registers(batch);
        var rstds = SavedStatistics.Registers(savedRstd);
        var floats = SavedStatistics.Registers(running);
        for (var register = 0; register < rstds.Length; register++)
        {
            var (lower, upper) = (wide[2 * register], wide[(2 * register) + 1]);
            rstds[register] = SavedStatistics.Rstd(lower, upper, epsilon);
            floats[register] = Towards(floats[register], lower * weights.Unbias, upper * weights.Unbias, weights);
        }
    }

    private static Vector<float> Towards(
        Vector<float> running, Vector<double> lower, Vector<double> upper, RunningWeights weights)
    {
        Vector.Widen(running, out var runningLower, out var runningUpper);
        return Vector.Narrow(
            (runningLower * weights.Keep) + (lower * weights.Take),
            (runningUpper * weights.Keep) + (upper * weights.Take));
    }
}
