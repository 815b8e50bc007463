using System.Collections.Generic;
using System.Linq;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Suite;

/// <summary>Who a contender is.</summary>
internal enum Role
{
    /// <summary>The kernel that is generated for the row.</summary>
    Kernel,

    /// <summary>The same kernel used in another way.</summary>
    Variant,

    /// <summary>Something that a user might take instead.</summary>
    Peer,

    /// <summary>The double-precision loops that are the oracle; nobody's choice for speed.</summary>
    Reference,
}

/// <summary>How a contender did.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Role">Who that is.</param>
/// <param name="Nanoseconds">The median time of a call.</param>
/// <param name="TimesCopy">The median, over the rounds, of its time over that of the copy timed just before.</param>
/// <param name="TimesKernel">The same over the generated kernel's.</param>
/// <param name="Spread">
/// The middle half of the first of those ratios, from end to end, over its median: how far to trust it.
/// </param>
internal sealed record Result(string Name, Role Role, double Nanoseconds, double TimesCopy, double TimesKernel, double Spread);

/// <summary>What was measured on one row.</summary>
internal sealed record Measurement(Row Row, Target? Target, double CopyNanoseconds, IReadOnlyList<Result> Results)
{
    // What two runs of one thing may differ by.
    private const double Noise = 1.03;

    /// <summary>The generated kernel's result.</summary>
    public Result Kernel => Results[0];

    /// <summary>The quickest library; null where none was timed.</summary>
    public Result? BestPeer => Results.Where(result => result.Role == Role.Peer).MinBy(result => result.TimesCopy);

    /// <summary>Whether the target is met; null where there is none.</summary>
    public bool? MeetsTarget => Target is null ? null : Kernel.TimesCopy <= Target.TimesCopy;

    /// <summary>Whether a library is quicker.</summary>
    public bool TrailsPeer => BestPeer is { } best && best.TimesKernel * Noise < 1;

    /// <summary>Reduces samples to results.</summary>
    /// <param name="row">The row.</param>
    /// <param name="target">What it may take.</param>
    /// <param name="copies">The samples of each way to copy; the best one is the scale.</param>
    /// <param name="contenders">The samples of everyone else, the generated kernel first.</param>
    public static Measurement From(
        Row row,
        Target? target,
        IEnumerable<double[]> copies,
        IReadOnlyList<(string Name, Role Role, double[] Samples)> contenders)
    {
        var copy = copies.MinBy(Taken)!;
        var kernel = contenders[0].Samples;
        return new Measurement(row, target, Taken(copy), [.. contenders.Select(Reduce)]);

        Result Reduce((string Name, Role Role, double[] Samples) contender)
        {
            var samples = contender.Samples;
            var ratios = Ratios(samples, copy);
            var median = Statistics.Median(ratios);
            var spread = (Statistics.Quantile(ratios, 0.75) - Statistics.Quantile(ratios, 0.25)) / median;
            var timesKernel = Statistics.Median(Ratios(samples, kernel));
            return new Result(contender.Name, contender.Role, Taken(samples), median, timesKernel, spread);
        }
    }

    private static double Taken(double[] samples) => Statistics.Median(samples.Where(double.IsFinite));

    // Over the rounds in which both took part.
    private static double[] Ratios(double[] samples, double[] scale) =>
        [.. samples.Zip(scale, (mine, other) => mine / other).Where(double.IsFinite)];
}
