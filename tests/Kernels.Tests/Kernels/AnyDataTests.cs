using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>The bounds on data that nobody chose: sizes, means, spreads and outliers drawn at random.</summary>
public class AnyDataTests
{
    private const int Trials = 60;
    private const int TrialsOfWideLayers = 20;

    // A failure prints the case; the cases are the same in every run.
    private static readonly Config Config = Config.QuickThrowOnFailure.WithReplay(2026, 11);

    public static TheoryData<string> Layers => LayerCases.Names(layer =>
        (layer.IsOfAnyLength || layer.IsRows) && layer.Channels <= 130);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Any_data_is_within_the_bounds(string name)
    {
        var layer = LayerCases.Named(name);
        var config = Config.WithMaxTest(layer.Channels > 24 ? TrialsOfWideLayers : Trials);
        Check.One(config, Prop.ForAll(Cases.ToArbitrary(), drawn => RequireWithinBounds(layer, drawn)));
    }

    private static Gen<AnyData> Cases =>
        from batch in Gen.Choose(1, 40)
        from positions in Gen.Choose(1, 60)
        from mean in Gen.Choose(-6000, 6000)
        from spread in Gen.Choose(-6, 6)
        from tail in Gen.Choose(0, 4)
        from outlierEvery in Gen.Choose(1, 50)
        from outlier in Gen.Choose(0, 8)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new AnyData(batch, positions, mean / 1000.0, spread, tail, outlierEvery, outlier, seed);

    private static void RequireWithinBounds(LayerCase layer, AnyData drawn)
    {
        var fill = drawn.ToFill();
        var positions = layer.SizedAtCall ? drawn.Positions : 1;
        var trial = new Trial(layer, drawn.Batch, positions, fill, GradientFills.All[drawn.Seed % GradientFills.All.Count], drawn.Seed);
        trial.WithRunningStatisticsOfInput();
        if (trial.Groups.PerGroup == 1 || IsWithinPromise(trial))
        {
            trial.RequireWithinBounds();
        }
        else
        {
            trial.RequireInferenceWithinBounds();
        }
    }

    // Means up to a million standard deviations; a constant group has none, and is exact.
    private static bool IsWithinPromise(Trial trial) => trial.Normalized.Mean.Zip(trial.Normalized.Variance).All(statistics =>
        statistics.Second == 0 || Math.Abs(statistics.First) <= 1e6 * Math.Sqrt(statistics.Second));

    /// <summary>What a case is drawn from; powers of ten where a range is wide.</summary>
    private sealed record AnyData(
        int Batch, int Positions, double Mean, int Spread, int Tail, int OutlierEvery, int Outlier, int Seed)
    {
        public Fill ToFill() => new(ToString(), (random, _, index, _) =>
            Math.Pow(10, Spread) * (Center + Value(random) + (index % OutlierEvery == 0 ? Math.Pow(10, Outlier) : 0)));

        private double Center => Math.Sign(Mean) * (Math.Pow(10, Math.Abs(Mean)) - 1);

        // Heavier tails the larger Tail is.
        private double Value(FillRandom random) => random.Normal() * Math.Pow(random.Uniform() + 1e-3, -Tail / 2.0);
    }
}
