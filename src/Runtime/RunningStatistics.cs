using System;

namespace NormGen.Runtime;

/// <summary>Running statistics as PyTorch keeps them: <c>running = (1 - weight) * running + weight * batch</c>.</summary>
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

    /// <summary>Moves running statistics towards those of a batch. Computed in double and rounded once.</summary>
    public static void Update(Span<float> running, ReadOnlySpan<double> batch, double weight, double factor)
    {
        batch = batch[..running.Length];
        for (var channel = 0; channel < running.Length; channel++)
        {
            running[channel] = (float)(((1 - weight) * running[channel]) + (weight * (batch[channel] * factor)));
        }
    }
}
