using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NormGen.Samples.Study.Experiments;

/// <summary>The same number from several seeds.</summary>
internal sealed record Sample(IReadOnlyList<double> Values)
{
    public double Mean => Sum(Values) / Values.Count;

    /// <summary>The standard deviation from seed to seed, by n - 1; 0 of a single value.</summary>
    public double Deviation => Values.Count < 2
        ? 0
        : Math.Sqrt(Sum([.. Values.Select(value => (value - Mean) * (value - Mean))]) / (Values.Count - 1));

    public double Least => Values.Min();

    public double Most => Values.Max();

    /// <summary>Parts of 1 as <c>93.1 ± 0.4 %</c>.</summary>
    public string Percent => string.Create(CultureInfo.InvariantCulture, $"{100 * Mean:F1} ± {100 * Deviation:F1} %");

    public static Sample Of(IEnumerable<double> values) => new([.. values]);

    /// <summary>Whether this mean is above another by more than two standard errors of their difference.</summary>
    public bool IsClearlyAbove(Sample other)
    {
        var error = Math.Sqrt(Deviation * Deviation / Values.Count + other.Deviation * other.Deviation / other.Values.Count);
        return Mean - other.Mean > 2 * error;
    }

    // In order: a sum of the library's own may take another on another machine.
    private static double Sum(IReadOnlyList<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
