using System;

namespace NormGen.Reference;

/// <summary>The normalized values <c>x^ = (x - mean) * rstd</c>, and how a gradient comes back through them.</summary>
internal sealed class StandardizationReference
{
    private readonly double[] deviation;
    private readonly double[] values;

    /// <summary>Normalizes with given statistics.</summary>
    /// <param name="input">The input.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="mean">The mean, one value per group.</param>
    /// <param name="variance">The variance, one value per group.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    public StandardizationReference(
        ReadOnlySpan<float> input,
        StatisticGroups groups,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> variance,
        double epsilon)
    {
        ReferenceGuard.RequireLength(input, groups.View.Length);
        ReferenceGuard.RequireLength(mean, groups.Count);
        ReferenceGuard.RequireLength(variance, groups.Count);
        Groups = groups;
        deviation = Array.ConvertAll(variance.ToArray(), value => Math.Sqrt(value + epsilon));
        values = new double[input.Length];
        foreach (var run in Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                values[index] = (input[index] - mean[run.Group]) / deviation[run.Group];
            }
        }
    }

    /// <summary>Normalizes with the statistics of the input itself.</summary>
    public static StandardizationReference Of(
        ReadOnlySpan<float> input, StatisticGroups groups, double epsilon, bool hasMean)
    {
        var statistics = GroupStatistics.Of(input, groups, hasMean);
        return new StandardizationReference(input, groups, statistics.Mean, statistics.Variance, epsilon);
    }

    public StatisticGroups Groups { get; }

    /// <summary>The normalized values.</summary>
    public double[] Values => values;

    /// <summary>The gradients by gamma and beta: <c>sum g x^</c> and <c>sum g</c>.</summary>
    /// <param name="gradient">The gradient before the activation.</param>
    public (double[] Gamma, double[] Beta) ParameterGradients(double[] gradient)
    {
        var gamma = new double[Groups.View.Channels];
        var beta = new double[Groups.View.Channels];
        foreach (var run in Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                gamma[run.Channel] += gradient[index] * values[index];
                beta[run.Channel] += gradient[index];
            }
        }

        return (gamma, beta);
    }

    /// <summary>
    /// The gradient by the input: <c>rstd * (h - m(h) - x^ m(h x^))</c>, m the mean over the group; without <c>m(h)</c> where the mean
    /// does not depend on the input, and without <c>m(h x^)</c> where the variance does not.
    /// </summary>
    /// <param name="gradient">The gradient h by the normalized values.</param>
    /// <param name="dependent">The statistics that depend on the input.</param>
    public double[] InputGradient(double[] gradient, DependentStatistics dependent)
    {
        var plain = dependent == DependentStatistics.MeanAndVariance
            ? GroupMean(gradient, weights: null)
            : new double[deviation.Length];
        var weighted = dependent == DependentStatistics.None ? null : GroupMean(gradient, values);
        var result = new double[gradient.Length];
        foreach (var run in Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                var along = weighted is null ? 0 : values[index] * weighted[run.Group];
                result[index] = (gradient[index] - plain[run.Group] - along) / deviation[run.Group];
            }
        }

        return result;
    }

    private double[] GroupMean(double[] gradient, double[]? weights)
    {
        var sums = new double[deviation.Length];
        foreach (var run in Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                sums[run.Group] += gradient[index] * (weights is null ? 1 : weights[index]);
            }
        }

        return Array.ConvertAll(sums, sum => sum / Groups.PerGroup);
    }
}
