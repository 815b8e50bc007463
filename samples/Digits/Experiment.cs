using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Digits;

/// <summary>The same networks with a normalization and without, at several learning rates, from the same first weights.</summary>
internal static class Experiment
{
    public const int FullEpochs = 12;
    public const int QuickEpochs = 4;

    /// <summary>The learning rate of the network that is frozen and must be accurate.</summary>
    public const float ReferenceRate = 0.1f;

    public static readonly IReadOnlyList<float> AllRates = [0.01f, ReferenceRate, 0.3f];

    /// <summary>Trains, reports and returns the exit code: 0 if the results are as they must be.</summary>
    public static int Run(Report report, NormalizationKind compared, IReadOnlyList<float> learningRates, int epochs, int seed)
    {
        var watch = Stopwatch.StartNew();
        var data = DigitsData.Load();
        Recipe[] recipes = [..
            from rate in learningRates
            from normalization in new[] { compared, NormalizationKind.None }.Distinct()
            select new Recipe(normalization, rate, epochs, seed)];

        report.Beginning(data, recipes);
        var networks = new TrainedNetwork[recipes.Length];
        report.Progress(recipes, onEpoch => Parallel.For(0, recipes.Length, i =>
            networks[i] = Training.Run(recipes[i], data, accuracy => onEpoch(recipes[i], accuracy))));
        report.Accuracies(networks);

        var reference = networks.Single(network =>
            network.Recipe is { LearningRate: ReferenceRate } recipe && recipe.Normalization == compared);
        var findings = FrozenCheck.Run(reference.Network, data.HeldBack);
        report.Details(reference, findings);

        var floor = AccuracyFloor(compared, epochs);
        if (reference.Accuracy < floor)
        {
            report.TooInaccurate(reference, floor);
        }

        report.End(watch.Elapsed);
        return findings.Different == 0 && reference.Accuracy >= floor ? 0 : 1;
    }

    /// <summary>What any seed reaches with room to spare; less means that something is broken. Without a normalization nothing is promised.</summary>
    private static double AccuracyFloor(NormalizationKind normalization, int epochs) =>
        normalization == NormalizationKind.None ? 0 : epochs >= FullEpochs ? 0.92 : 0.75;
}
