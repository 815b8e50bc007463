using System;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>What the error bounds are made of: the input's values, normalized by statistics in double.</summary>
internal sealed class NormalizedInput
{
    private readonly double epsilon;

    /// <summary>Normalizes by the statistics of the input itself.</summary>
    public NormalizedInput(float[] input, StatisticGroups groups, double epsilon, bool hasMean)
        : this(input, groups, GroupStatistics.Of(input, groups, hasMean), epsilon)
    {
    }

    /// <summary>Normalizes by given statistics.</summary>
    public NormalizedInput(float[] input, StatisticGroups groups, double[] mean, double[] variance, double epsilon)
    {
        this.epsilon = epsilon;
        Input = input;
        Groups = groups;
        Mean = mean;
        Variance = variance;
        Values = new StandardizationReference(input, groups, mean, variance, epsilon).Values;
    }

    private NormalizedInput(float[] input, StatisticGroups groups, GroupStatistics statistics, double epsilon)
        : this(input, groups, statistics.Mean.ToArray(), statistics.Variance.ToArray(), epsilon)
    {
    }

    public float[] Input { get; }

    public StatisticGroups Groups { get; }

    /// <summary>The mean of each group.</summary>
    public double[] Mean { get; }

    /// <summary>The variance of each group.</summary>
    public double[] Variance { get; }

    public double[] Values { get; }

    public double Rstd(int group) => 1 / Math.Sqrt(Variance[group] + epsilon);
}
