using System;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Networks;

namespace NormGen.Samples.Study.Training;

/// <summary>How a network does on digits, by its passes of inference.</summary>
internal static class Evaluation
{
    /// <summary>The most images that a network is given at once.</summary>
    public const int Batch = 128;

    public static Score Of(INetwork network, DigitSet digits)
    {
        double loss = 0;
        var right = 0;
        ForEachBatch(digits, Batch, (pixels, labels) =>
        {
            var logits = network.Infer(pixels);
            right += Loss.CountRight(logits, labels);
            loss += Loss.Of(logits, labels, []) * labels.Length;
        });
        return new Score((double)right / digits.Count, loss / digits.Count);
    }

    public delegate void BatchAction(ReadOnlySpan<float> pixels, ReadOnlySpan<int> labels);

    /// <summary>Shows the images in their order; the last batch has what is left.</summary>
    public static void ForEachBatch(DigitSet digits, int batch, BatchAction action)
    {
        for (var first = 0; first < digits.Count; first += batch)
        {
            var count = Math.Min(batch, digits.Count - first);
            action(
                digits.Pixels.AsSpan(first * DigitsData.PixelsPerImage, count * DigitsData.PixelsPerImage),
                digits.Labels.AsSpan(first, count));
        }
    }
}
