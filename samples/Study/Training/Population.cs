using System;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Networks;

namespace NormGen.Samples.Study.Training;

/// <summary>
/// The statistics of the whole training set in place of the running ones: layer by layer, the input's moments batch by batch. Also
/// known as precise batch norm (Wu and Johnson, 2021).
/// </summary>
internal static class Population
{
    /// <summary>How the network does with the statistics of the training set; its running statistics are then as before.</summary>
    public static Score Evaluate(Sequential network, DigitSet training, DigitSet heldBack)
    {
        var running = Running(network);
        Set(network, training);
        var score = Evaluation.Of(network, heldBack);
        foreach (var (parameter, values) in running)
        {
            values.CopyTo(parameter.Value.Span);
        }

        return score;
    }

    private static void Set(Sequential network, DigitSet training)
    {
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i] is not NormStep { Batch: { } layer })
            {
                continue;
            }

            var moments = new Moments(layer.RunningMean.Length);
            Evaluation.ForEachBatch(training, Evaluation.Batch, (pixels, _) =>
                layer.AccumulateMoments(network.Infer(pixels, layers: i), moments));
            for (var channel = 0; channel < moments.Channels; channel++)
            {
                layer.RunningMean[channel] = (float)moments.Mean[channel];
                layer.RunningVariance[channel] = (float)moments.Variance(channel);
            }
        }
    }

    private static (LayerParameter Parameter, float[] Values)[] Running(Sequential network) =>
        [.. network.Parameters.Where(parameter => !parameter.IsTrainable).Select(parameter => (parameter, parameter.Value.ToArray()))];
}
