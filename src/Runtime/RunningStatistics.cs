using System;
using System.Numerics;
using System.Runtime.InteropServices;

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
        var wide = Registers(batch);
        var means = Registers(saved);
        var floats = Registers(running);
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
        var wide = Registers(batch);
        var rstds = Registers(savedRstd);
        var floats = Registers(running);
        for (var register = 0; register < rstds.Length; register++)
        {
            var (lower, upper) = (wide[2 * register], wide[(2 * register) + 1]);
            rstds[register] = Vector.Narrow(Rstd(lower, epsilon), Rstd(upper, epsilon));
            floats[register] = Towards(floats[register], lower * weights.Unbias, upper * weights.Unbias, weights);
        }
    }

    private static Vector<double> Rstd(Vector<double> variance, double epsilon) =>
        Vector<double>.One / Vector.SquareRoot(variance + new Vector<double>(epsilon));

    private static Vector<float> Towards(
        Vector<float> running, Vector<double> lower, Vector<double> upper, RunningWeights weights)
    {
        Vector.Widen(running, out var runningLower, out var runningUpper);
        return Vector.Narrow(
            (runningLower * weights.Keep) + (lower * weights.Take),
            (runningUpper * weights.Keep) + (upper * weights.Take));
    }

    private static Span<Vector<float>> Registers(Span<float> row) => MemoryMarshal.Cast<float, Vector<float>>(row);

    private static ReadOnlySpan<Vector<double>> Registers(ReadOnlySpan<double> row) =>
        MemoryMarshal.Cast<double, Vector<double>>(row);
}
