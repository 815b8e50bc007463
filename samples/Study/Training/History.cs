using System.Collections.Generic;

namespace NormGen.Samples.Study.Training;

/// <summary>What a training run came to. Accuracies are parts of 1.</summary>
/// <param name="Losses">The mean loss of the batches of each epoch; NaN from where it was no number.</param>
/// <param name="Accuracies">The part of the held-back digits recognized after each epoch.</param>
/// <param name="PopulationAccuracies">The same with the statistics of the whole training set; empty if not asked for.</param>
/// <param name="OnTraining">How the network does after the last epoch on the digits it learnt from.</param>
/// <param name="OnHeldBack">And on those held back.</param>
internal sealed record History(
    IReadOnlyList<double> Losses,
    IReadOnlyList<double> Accuracies,
    IReadOnlyList<double> PopulationAccuracies,
    Score OnTraining,
    Score OnHeldBack)
{
    /// <summary>The part of the held-back digits recognized at each of <see cref="Contrast.Levels"/>; empty if not asked for.</summary>
    public IReadOnlyList<double> ContrastAccuracies { get; init; } = [];

    public double Accuracy => Accuracies[^1];
}

/// <summary>How a network does on a set of digits.</summary>
/// <param name="Accuracy">The part of them recognized.</param>
/// <param name="Loss">The mean of -log of the probability it gives to what is right.</param>
internal sealed record Score(double Accuracy, double Loss);
