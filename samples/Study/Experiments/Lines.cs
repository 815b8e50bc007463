using System;
using System.Collections.Generic;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Report;

namespace NormGen.Samples.Study.Experiments;

/// <summary>Lines of charts from samples.</summary>
internal static class Lines
{
    /// <summary>Mean and spread, a standard deviation to either side, in percent.</summary>
    public static ChartPoint Percent(double x, Sample sample) =>
        new(x, 100 * sample.Mean, 100 * (sample.Mean - sample.Deviation), Math.Min(100, 100 * (sample.Mean + sample.Deviation)));

    /// <summary>The mean, and the range from the least to the most.</summary>
    public static ChartPoint Range(double x, Sample sample) => new(x, sample.Mean, sample.Least, sample.Most);

    /// <summary>A line of a normalization, in its colour.</summary>
    public static ChartLine Of(Norm norm, IEnumerable<ChartPoint> points) => new(norm.Text(), (int)norm, [.. points]);

    public static IReadOnlyList<Norm> AllNorms { get; } = Enum.GetValues<Norm>();
}
