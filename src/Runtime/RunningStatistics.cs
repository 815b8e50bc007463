using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NormGen.Runtime;

/// <summary>
/// What follows from the statistics of a batch: their saved copies in float, and the running ones, as PyTorch keeps them,
/// <c>running = (1 - weight) * running + weight * batch</c>. Computed in double and rounded once.
/// </summary>
/// <remarks>
/// All rows are padded to whole registers, so there is no tail; what the padding holds does not matter. The operations are the
/// exact ones, so registers of any width give the same bits.
/// </remarks>
internal static class RunningStatistics
{
    /// <summary>
    /// The weight of the newest batch: the momentum, or where that is NaN the share that makes all batches so far weigh the same.
    /// </summary>
    /// <param name="momentum">The declared momentum.</param>
    /// <param name="batchesTracked">The number of batches seen, the newest included.</param>
    public static double Weight(double momentum, long batchesTracked) =>
        double.IsNaN(momentum) ? 1.0 / batchesTracked : momentum;

    /// <summary>The factor from the biased variance of <paramref name="count"/> values, 2 or more, to the unbiased one.</summary>
    public static double Unbias(int count) => count / (count - 1.0);

    /// <summary>Saves the mean of a batch and moves the running one towards it.</summary>
    public static void UpdateMean(ReadOnlySpan<double> batch, Span<float> saved, Span<float> running, double weight)
    {
        var wide = Registers(batch);
        var means = Registers(saved);
        var floats = Registers(running);
        for (var register = 0; register < means.Length; register++)
        {
            var (lower, upper) = (wide[2 * register], wide[(2 * register) + 1]);
            means[register] = Vector.Narrow(lower, upper);
            floats[register] = Towards(floats[register], lower, upper, weight);
        }
    }

    /// <summary>Saves 1 / sqrt(variance + epsilon) of a batch and moves the running variance towards the unbiased one.</summary>
    public static void UpdateVariance(
        ReadOnlySpan<double> batch, Span<float> savedRstd, Span<float> running, double weight, double unbias, double epsilon)
    {
        var wide = Registers(batch);
        var rstds = Registers(savedRstd);
        var floats = Registers(running);
        for (var register = 0; register < rstds.Length; register++)
        {
            var (lower, upper) = (wide[2 * register], wide[(2 * register) + 1]);
            rstds[register] = Vector.Narrow(Rstd(lower, epsilon), Rstd(upper, epsilon));
            floats[register] = Towards(floats[register], lower * unbias, upper * unbias, weight);
        }
    }

    private static Vector<double> Rstd(Vector<double> variance, double epsilon) =>
        Vector<double>.One / Vector.SquareRoot(variance + new Vector<double>(epsilon));

    private static Vector<float> Towards(Vector<float> running, Vector<double> lower, Vector<double> upper, double weight)
    {
        Vector.Widen(running, out var runningLower, out var runningUpper);
        return Vector.Narrow(
            (runningLower * (1 - weight)) + (lower * weight),
            (runningUpper * (1 - weight)) + (upper * weight));
    }

    private static Span<Vector<float>> Registers(Span<float> row) => MemoryMarshal.Cast<float, Vector<float>>(row);

    private static ReadOnlySpan<Vector<double>> Registers(ReadOnlySpan<double> row) =>
        MemoryMarshal.Cast<double, Vector<double>>(row);
}
