using System;
using NormGen.Runtime;

namespace NormGen;

/// <summary>
/// What is known of the values of each channel, however many batches they came in: how many, their mean, and the sum of squared
/// deviations from it (M2), in double. Two of them merge into that of all values, so statistics can be taken over parts of a batch,
/// over several batches or over several machines.
/// </summary>
/// <remarks>
/// Source of the merge: Chan, Golub and LeVeque, 1979, "Updating formulae and a pairwise algorithm for computing sample variances".
/// A merge rounds, so results depend on the order of merges, by a few units in the last place of a double; the same merges in the same
/// order give the same bits everywhere.
/// </remarks>
public sealed class Moments
{
    private readonly double[] mean;
    private readonly double[] m2;

    /// <summary>Moments of no value yet.</summary>
    /// <param name="channels">The number of channels, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel.</exception>
    public Moments(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        mean = new double[channels];
        m2 = new double[channels];
    }

    /// <summary>The number of channels.</summary>
    public int Channels => mean.Length;

    /// <summary>The number of values that each channel has had.</summary>
    public long Count { get; private set; }

    /// <summary>The mean of each channel; 0 where there was no value.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>The sum of squared deviations from the mean of each channel; 0 where there was no value.</summary>
    public ReadOnlySpan<double> M2 => m2;

    /// <summary>Moments that were written down elsewhere, by another process or machine.</summary>
    /// <param name="count">The number of values that each channel has had, 0 or more.</param>
    /// <param name="mean">The mean of each channel.</param>
    /// <param name="m2">The sum of squared deviations from the mean of each channel, as many.</param>
    /// <returns>A copy of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or there is no channel.</exception>
    /// <exception cref="ArgumentException">There are not as many sums as means.</exception>
    public static Moments Of(long count, ReadOnlySpan<double> mean, ReadOnlySpan<double> m2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (mean.Length != m2.Length)
        {
            throw new ArgumentException(
                $"m2 has {ShapeText.Text(m2.Length)} channels; expected {ShapeText.Text(mean.Length)}, as mean has.", nameof(m2));
        }

        var moments = new Moments(mean.Length);
        if (count > 0)
        {
            moments.Merge(count, mean, m2);
        }

        return moments;
    }

    /// <summary>Takes in the values that other moments are of.</summary>
    /// <param name="other">The other moments, which stay as they are.</param>
    /// <exception cref="ArgumentException">They have another number of channels.</exception>
    /// <exception cref="OverflowException">There are more values than a <see cref="long"/> can count.</exception>
    public void Merge(Moments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Channels != Channels)
        {
            throw new ArgumentException(
                $"Expected moments of {ShapeText.Text(Channels)} channels; got {ShapeText.Text(other.Channels)}.", nameof(other));
        }

        Merge(other.Count, other.mean, other.m2);
    }

    /// <summary>Forgets all values.</summary>
    public void Clear()
    {
        Count = 0;
        Array.Clear(mean);
        Array.Clear(m2);
    }

    /// <summary>The variance of a channel's values: M2 / count, biased as batch norm divides by it.</summary>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>The variance; NaN where there was no value.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such channel.</exception>
    public double Variance(int channel) => m2[channel] / Count;

    /// <summary>Takes in values with these moments.</summary>
    internal void Merge(long count, ReadOnlySpan<double> otherMean, ReadOnlySpan<double> otherM2)
    {
        if (count == 0)
        {
            return;
        }

        var total = checked(Count + count);
        var share = (double)count / total;
        var weight = Count * share;
        for (var channel = 0; channel < mean.Length; channel++)
        {
            if (Count == 0)
            {
                // Not by the formula: an infinity less nothing times nothing is no number.
                (mean[channel], m2[channel]) = (otherMean[channel], otherM2[channel]);
                continue;
            }

            var distance = otherMean[channel] - mean[channel];
            mean[channel] += distance * share;
            m2[channel] += otherM2[channel] + (distance * distance * weight);
        }

        Count = total;
    }
}
