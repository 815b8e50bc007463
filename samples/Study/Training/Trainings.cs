using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NormGen.Samples.Digits;

namespace NormGen.Samples.Study.Training;

/// <summary>The runs of all experiments, each run once, whoever asks for it.</summary>
internal sealed class Trainings
{
    private readonly ConcurrentDictionary<Recipe, History> histories = new();

    public History this[Recipe recipe] => histories[recipe];

    /// <summary>Carries out recipes on several threads; each run has one thread to itself, so their number changes no result.</summary>
    public void Run(IEnumerable<Recipe> recipes, DigitsData data, int threads, Action<Recipe> onDone)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        // The longest first, so that no thread is left with one at the end; one at a time, as they differ much.
        var ordered = recipes.Distinct().OrderByDescending(recipe => (long)recipe.Epochs * recipe.Images).ToList();
        Parallel.ForEach(Partitioner.Create(ordered, EnumerablePartitionerOptions.NoBuffering), options, recipe =>
        {
            histories[recipe] = Trainer.Run(recipe, data);
            onDone(recipe);
        });
    }
}
