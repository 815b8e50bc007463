using System;

namespace NormGen.Reference;

/// <summary>The mean and the biased variance of each channel, in double.</summary>
public sealed class ChannelStatistics
{
    private readonly double[] mean;
    private readonly double[] variance;

    private ChannelStatistics(double[] mean, double[] variance)
    {
        this.mean = mean;
        this.variance = variance;
    }

    /// <summary>The mean, one value per channel; NaN where a channel has no value.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>The mean squared distance from the mean, one value per channel; NaN where a channel has no value.</summary>
    public ReadOnlySpan<double> Variance => variance;

    /// <summary>
    /// Takes the statistics of a tensor. The mean is that of the values, corrected by the mean of what is left after subtracting
    /// it, so that it is right to the last bits of a double however far the values lie from zero; the variance is taken about it.
    /// </summary>
    /// <param name="input">The tensor.</param>
    /// <param name="view">Its sizes.</param>
    /// <returns>The statistics.</returns>
    /// <exception cref="ArgumentException">The tensor is not as long as the view says.</exception>
    public static ChannelStatistics Of(ReadOnlySpan<float> input, TensorView view)
    {
        ReferenceGuard.RequireLength(input, view.Length);
        var mean = new double[view.Channels];
        var variance = new double[view.Channels];
        for (var channel = 0; channel < view.Channels; channel++)
        {
            var first = MeanDistance(input, view, channel, 0);
            mean[channel] = first + MeanDistance(input, view, channel, first);
            variance[channel] = MeanSquaredDistance(input, view, channel, mean[channel]);
        }

        return new ChannelStatistics(mean, variance);
    }

    /// <summary>1 / sqrt(variance + epsilon) of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <returns>The reciprocal of the standard deviation.</returns>
    public double Rstd(int channel, double epsilon) => 1 / Math.Sqrt(variance[channel] + epsilon);

    private static double MeanDistance(ReadOnlySpan<float> input, TensorView view, int channel, double center)
    {
        double sum = 0;
        for (var outer = 0; outer < view.Outer; outer++)
        {
            for (var inner = 0; inner < view.Inner; inner++)
            {
                sum += input[view.IndexOf(outer, channel, inner)] - center;
            }
        }

        return sum / view.PerChannel;
    }

    private static double MeanSquaredDistance(ReadOnlySpan<float> input, TensorView view, int channel, double center)
    {
        double sum = 0;
        for (var outer = 0; outer < view.Outer; outer++)
        {
            for (var inner = 0; inner < view.Inner; inner++)
            {
                var distance = input[view.IndexOf(outer, channel, inner)] - center;
                sum += distance * distance;
            }
        }

        return sum / view.PerChannel;
    }
}
