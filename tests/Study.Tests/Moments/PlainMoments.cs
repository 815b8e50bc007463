using System.Collections.Generic;
using System.Linq;

namespace NormGen.Study.Tests.Moments;

/// <summary>Mean and squared deviations from the definition, in decimal where doubles would round.</summary>
internal static class PlainMoments
{
    public static (double[] Mean, double[] M2) Of(IReadOnlyList<float> input, (int Channels, int Positions, bool ChannelsLast) shape)
    {
        var (mean, m2) = (new double[shape.Channels], new double[shape.Channels]);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var values = Values(input, shape, channel).Select(value => (decimal)(double)value).ToList();
            var exact = values.Sum() / values.Count;
            mean[channel] = (double)exact;
            m2[channel] = (double)values.Sum(value => (value - exact) * (value - exact));
        }

        return (mean, m2);
    }

    private static IEnumerable<float> Values(IReadOnlyList<float> input, (int Channels, int Positions, bool ChannelsLast) shape, int channel)
    {
        for (var i = 0; i < input.Count; i++)
        {
            var own = shape.ChannelsLast ? i % shape.Channels : i / shape.Positions % shape.Channels;
            if (own == channel)
            {
                yield return input[i];
            }
        }
    }
}
