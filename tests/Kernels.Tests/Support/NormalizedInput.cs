using NormGen.Reference;

namespace NormGen.Kernels.Tests.Support;

/// <summary>What the bounds of a training pass are made of: the input's statistics and normalized values, in double.</summary>
internal sealed class NormalizedInput
{
    public NormalizedInput(float[] input, TensorView view, double epsilon)
    {
        Input = input;
        View = view;
        Epsilon = epsilon;
        Statistics = ChannelStatistics.Of(input, view);
        Values = BatchNormReference.Standardize(input, view, Statistics.Mean, Statistics.Variance, epsilon);
    }

    public float[] Input { get; }

    public TensorView View { get; }

    public double Epsilon { get; }

    public ChannelStatistics Statistics { get; }

    public double[] Values { get; }
}
