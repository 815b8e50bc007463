using System;

namespace NormGen.Reference;

/// <summary>The mean and the biased variance of each group of a tensor, in double.</summary>
public sealed class GroupStatistics
{
    private readonly double[] mean;
    private readonly double[] variance;

    private GroupStatistics(double[] mean, double[] variance)
    {
        this.mean = mean;
        this.variance = variance;
    }

    /// <summary>
    /// The mean, one value per group; NaN where a group has no element, and 0 where the normalization has no mean.
    /// </summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>The mean squared distance from <see cref="Mean"/>, one value per group; NaN where a group has no element.</summary>
    public ReadOnlySpan<double> Variance => variance;

    /// <summary>
    /// Takes the statistics of a tensor. The mean is that of the values, corrected by the mean of what is left after subtracting
    /// it, so that it is right to the last bits of a double however far the values lie from zero; the variance is taken about it.
    /// </summary>
    /// <param name="input">The tensor.</param>
    /// <param name="groups">Which of its elements belong together.</param>
    /// <param name="hasMean">Whether a mean is taken; if not, as in RMS normalization, it counts as 0.</param>
    /// <returns>The statistics.</returns>
    /// <exception cref="ArgumentException">The tensor is not as long as its view says.</exception>
    public static GroupStatistics Of(ReadOnlySpan<float> input, StatisticGroups groups, bool hasMean = true)
    {
        ReferenceGuard.RequireLength(input, groups.View.Length);
        var mean = new double[groups.Count];
        if (hasMean)
        {
            mean = MeanDistance(input, groups, mean);
            var correction = MeanDistance(input, groups, mean);
            for (var group = 0; group < mean.Length; group++)
            {
                mean[group] += correction[group];
            }
        }

        return new GroupStatistics(mean, MeanSquaredDistance(input, groups, mean));
    }

    /// <summary>1 / sqrt(variance + epsilon) of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <returns>The reciprocal of the standard deviation.</returns>
    public double Rstd(int group, double epsilon) => 1 / Math.Sqrt(variance[group] + epsilon);

    private static double[] MeanDistance(ReadOnlySpan<float> input, StatisticGroups groups, double[] centers)
    {
        var sums = new double[centers.Length];
        foreach (var run in groups.Runs())
        {
            var (sum, center) = (sums[run.Group], centers[run.Group]);
            for (var index = run.Start; index < run.End; index++)
            {
                sum += input[index] - center;
            }

            sums[run.Group] = sum;
        }

        return Array.ConvertAll(sums, sum => sum / groups.PerGroup);
    }

    private static double[] MeanSquaredDistance(ReadOnlySpan<float> input, StatisticGroups groups, double[] centers)
    {
        var sums = new double[centers.Length];
        foreach (var run in groups.Runs())
        {
            var (sum, center) = (sums[run.Group], centers[run.Group]);
            for (var index = run.Start; index < run.End; index++)
            {
                var distance = input[index] - center;
                sum += distance * distance;
            }

            sums[run.Group] = sum;
        }

        return Array.ConvertAll(sums, sum => sum / groups.PerGroup);
    }
}
