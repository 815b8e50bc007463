using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;

namespace NormGen.Samples.Study.Training;

/// <summary>Trains a network by a recipe: stochastic gradient descent with momentum 0.9 and a rate that falls evenly to 0.</summary>
internal static class Trainer
{
    public const int HiddenLayers = 3;

    private const float Momentum = 0.9f;

    public static History Run(Recipe recipe, DigitsData data)
    {
        var network = Create(recipe);
        Train(network, recipe, data, out var losses, out var accuracies, out var population);
        return new History(
            losses,
            accuracies,
            population,
            Evaluation.Of(network, data.Training.Take(0, recipe.Images)),
            Evaluation.Of(network, data.HeldBack))
        {
            ContrastAccuracies = recipe.Contrasts
                ? [.. Contrast.Levels.Select(level => Evaluation.Of(network, Contrast.Faint(data.HeldBack, level)).Accuracy)]
                : [],
        };
    }

    /// <summary>Trains a network that was made for the recipe.</summary>
    public static void Train(INetwork network, Recipe recipe, DigitsData data) => Train(network, recipe, data, out _, out _, out _);

    /// <summary>A network for a recipe, with its first weights.</summary>
    public static INetwork Create(Recipe recipe)
    {
        var batch = Math.Max(recipe.Batch, Evaluation.Batch);
        var start = new Start(new Random(recipe.Seed), (float)recipe.InitialScale);
        return recipe.Architecture switch
        {
            Architecture.Convolutional => Architectures.Convolutional(recipe.Norm, batch, start, recipe.Following, recipe.GhostSize),
            Architecture.Perceptron => Architectures.Dense(recipe.Norm, HiddenLayers, batch, start),
            Architecture.Recurrent => new Recurrent(recipe.Norm, batch, start, (float)recipe.FirstGamma),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe)),
        };
    }

    /// <summary>One step of descent on a batch.</summary>
    /// <returns>The mean loss of the batch before the step.</returns>
    public static double Step(
        INetwork network, SgdMomentum optimizer, ReadOnlySpan<float> pixels, ReadOnlySpan<int> labels, double rate)
    {
        var logits = network.Forward(pixels);
        var gradient = new float[logits.Length];
        var loss = Loss.Of(logits, labels, gradient);
        network.Backward(pixels, gradient);
        optimizer.Step((float)rate);
        return loss;
    }

    public static SgdMomentum Optimizer(INetwork network) => new(network.Parameters, Momentum);

    private static void Train(
        INetwork network, Recipe recipe, DigitsData data, out List<double> losses, out List<double> accuracies, out List<double> population)
    {
        var optimizer = Optimizer(network);
        var training = data.Training.Take(0, recipe.Images);
        // Apart from that of the weights, so that all networks of a seed see the digits in the same order.
        var random = new Random(~recipe.Seed);
        (losses, accuracies, population) = ([], [], []);
        for (var epoch = 0; epoch < recipe.Epochs; epoch++)
        {
            var hasDiverged = losses.Count > 0 && !double.IsFinite(losses[^1]);
            losses.Add(hasDiverged ? double.NaN : RunEpoch(network, optimizer, recipe, training, random, epoch));
            accuracies.Add(hasDiverged ? accuracies[^1] : Evaluation.Of(network, data.HeldBack).Accuracy);
            if (recipe.Population)
            {
                population.Add(Population.Evaluate((Sequential)network, training, data.HeldBack).Accuracy);
            }
        }
    }

    /// <summary>Shows every image once.</summary>
    /// <returns>The mean loss; NaN as soon as that of a batch is not finite.</returns>
    private static double RunEpoch(
        INetwork network, SgdMomentum optimizer, Recipe recipe, DigitSet training, Random random, int epoch)
    {
        var digits = recipe.Varies ? Augmentation.Vary(training, random) : Shuffle(training, random);
        var (seen, sum) = (0, 0.0);
        Evaluation.ForEachBatch(digits, recipe.Batch, (pixels, labels) =>
        {
            if (double.IsFinite(sum))
            {
                var done = (epoch + (double)seen / digits.Count) / recipe.Epochs;
                sum += labels.Length * Step(network, optimizer, pixels, labels, recipe.Rate * (1 - done));
                seen += labels.Length;
            }
        });
        return double.IsFinite(sum) ? sum / seen : double.NaN;
    }

    private static DigitSet Shuffle(DigitSet digits, Random random)
    {
        var order = Enumerable.Range(0, digits.Count).ToArray();
        random.Shuffle(order);
        var shuffled = new DigitSet(new float[digits.Pixels.Length], Array.ConvertAll(order, image => digits.Labels[image]));
        for (var i = 0; i < order.Length; i++)
        {
            digits.Image(order[i]).CopyTo(shuffled.Image(i));
        }

        return shuffled;
    }
}
