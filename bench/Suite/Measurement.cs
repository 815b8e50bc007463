using System.Collections.Generic;
using System.Linq;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Suite;

/// <summary>How a contender did: the median time of a call, and of the copies that its samples alternated with.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Nanoseconds">The median time of a call.</param>
/// <param name="TimesCopy">The median, over the samples, of its time over that of the copy timed just before.</param>
/// <param name="Spread">
/// The middle half of those ratios, from end to end, over <paramref name="TimesCopy"/>: how far to trust it.
/// </param>
internal sealed record Result(string Name, double Nanoseconds, double TimesCopy, double Spread);

/// <summary>What was measured on one row.</summary>
internal sealed record Measurement(Row Row, double CopyNanoseconds, IReadOnlyList<Result> Results)
{
    /// <summary>Reduces samples to results.</summary>
    /// <param name="row">The row.</param>
    /// <param name="copies">The samples of each way to copy; the best one is the scale.</param>
    /// <param name="contenders">The samples of everyone else.</param>
    public static Measurement From(Row row, IEnumerable<double[]> copies, IEnumerable<(string Name, double[] Samples)> contenders)
    {
        var copy = copies.MinBy(Statistics.Median)!;
        return new Measurement(row, Statistics.Median(copy), [.. contenders.Select(c => Compare(c.Name, c.Samples, copy))]);
    }

    private static Result Compare(string name, double[] samples, double[] copy)
    {
        var ratios = samples.Zip(copy, (mine, scale) => mine / scale).ToArray();
        var median = Statistics.Median(ratios);
        var spread = (Statistics.Quantile(ratios, 0.75) - Statistics.Quantile(ratios, 0.25)) / median;
        return new Result(name, Statistics.Median(samples), median, spread);
    }
}
