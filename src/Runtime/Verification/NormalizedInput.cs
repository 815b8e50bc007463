using System;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>What the error bounds are made of: the input's values, normalized by statistics in double.</summary>
internal sealed class NormalizedInput
{
    /// <summary>Normalizes by the statistics of the input itself.</summary>
    public NormalizedInput(float[] input, TensorView view, double epsilon)
        : this(input, view, ChannelStatistics.Of(input, view), epsilon)
    {
    }

    /// <summary>Normalizes by given statistics.</summary>
    public NormalizedInput(float[] input, TensorView view, double[] mean, double[] variance, double epsilon)
    {
        Input = input;
        View = view;
        Mean = mean;
        Variance = variance;
        Epsilon = epsilon;
        Values = BatchNormReference.Standardize(input, view, mean, variance, epsilon);
    }

    private NormalizedInput(float[] input, TensorView view, ChannelStatistics statistics, double epsilon)
        : this(input, view, statistics.Mean.ToArray(), statistics.Variance.ToArray(), epsilon)
    {
    }

    public float[] Input { get; }

    public TensorView View { get; }

    public double[] Mean { get; }

    public double[] Variance { get; }

    public double Epsilon { get; }

    public double[] Values { get; }

    public double Rstd(int channel) => 1 / Math.Sqrt(Variance[channel] + Epsilon);
}
