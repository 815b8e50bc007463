using System.Collections.Generic;

namespace NormGen.Samples.Study.Experiments;

/// <summary>The experiments in the order of the report.</summary>
internal static class AllExperiments
{
    public static IReadOnlyList<IExperiment> InOrder { get; } =
    [
        new Convergence(),
        new LearningRate(),
        new Initialization(),
        new BatchSize(),
        new StatisticsNoise(),
        new Regularization(),
        new RunningStatistics(),
        new CovariateShift(),
        new GradientDepth(),
        new RowByRow(),
        new Style(),
        new GhostBatches(),
        new Cost(),
    ];
}
