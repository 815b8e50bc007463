using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using NormGen.Samples.Digits.Layers;

namespace NormGen.Samples.Digits;

/// <summary>
/// A network after training: one pass per layer. It keeps the output of every layer, so that two of them can be compared, and
/// the time spent in normalizations.
/// </summary>
internal sealed class Inference(IReadOnlyList<ILayer> layers, Func<ILayer, InferencePass> pass)
{
    private readonly InferencePass[] passes = [.. layers.Select(pass)];
    private readonly float[][] outputs = [.. layers.Select(_ => Array.Empty<float>())];

    /// <summary>The outputs of all layers for the images of the last <see cref="Run"/>, the logits last.</summary>
    public IReadOnlyList<float[]> Outputs => outputs;

    /// <summary>The time that normalizations have taken so far.</summary>
    public TimeSpan NormalizationTime { get; private set; }

    /// <summary>The logits, one per image and class.</summary>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> images)
    {
        var batch = images.Length / DigitsData.PixelsPerImage;
        var input = images;
        for (var i = 0; i < passes.Length; i++)
        {
            if (outputs[i].Length != batch * layers[i].Outputs)
            {
                outputs[i] = new float[batch * layers[i].Outputs];
            }

            var start = Stopwatch.GetTimestamp();
            passes[i](input, outputs[i]);
            NormalizationTime += layers[i] is Normalization ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;
            input = outputs[i];
        }

        return input;
    }

    /// <summary>The part of the images whose greatest logit is the label's.</summary>
    public double Accuracy(DigitSet digits)
    {
        var logits = Run(digits.Pixels);
        var right = 0;
        for (var image = 0; image < digits.Count; image++)
        {
            var own = logits.Slice(image * DigitsData.Classes, DigitsData.Classes);
            right += IndexOfLargest(own) == digits.Labels[image] ? 1 : 0;
        }

        return (double)right / digits.Count;
    }

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
