using System;
using System.Collections.Generic;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Digits;

/// <summary>What decides a training run, to the last bit.</summary>
internal sealed record Recipe(NormalizationKind Normalization, float LearningRate, int Epochs, int Seed);

/// <summary>A trained network and the part of the held-back digits that it got right after each epoch.</summary>
internal sealed record TrainedNetwork(Recipe Recipe, Network Network, IReadOnlyList<double> Accuracies)
{
    public double Accuracy => Accuracies[^1];
}

/// <summary>Trains a network with batches of 32, momentum 0.9 and a learning rate that falls evenly to 0.</summary>
internal static class Training
{
    public const int BatchSize = 32;

    private const float Momentum = 0.9f;

    public static TrainedNetwork Run(Recipe recipe, DigitsData data, Action<double> onEpoch)
    {
        var random = new Random(recipe.Seed);
        var network = new Network(recipe.Normalization, BatchSize, random);
        var optimizer = new SgdMomentum(network.Parameters, Momentum);
        var inference = network.Inference();
        var accuracies = new List<double>();
        for (var epoch = 0; epoch < recipe.Epochs; epoch++)
        {
            var start = (float)epoch / recipe.Epochs;
            var digits = Augmentation.Vary(data.Training, random);
            RunEpoch(network, optimizer, digits, progress =>
                recipe.LearningRate * (1 - start - progress / recipe.Epochs));
            accuracies.Add(inference.Accuracy(data.HeldBack));
            onEpoch(accuracies[^1]);
        }

        return new TrainedNetwork(recipe, network, accuracies);
    }

    /// <summary>Shows every image once. The learning rate is a function of the part of the epoch that is over.</summary>
    private static void RunEpoch(Network network, SgdMomentum optimizer, DigitSet digits, Func<float, float> learningRate)
    {
        for (var first = 0; first < digits.Count; first += BatchSize)
        {
            var batch = digits.Take(first, Math.Min(BatchSize, digits.Count - first));
            var logits = network.Forward(batch.Pixels);
            var gradient = new float[logits.Length];
            SoftmaxCrossEntropy.Gradient(logits, batch.Labels, gradient);
            network.Backward(batch.Pixels, gradient);
            optimizer.Step(learningRate((float)first / digits.Count));
        }
    }
}
