using System;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Layers;

namespace NormGen.Samples.Study.Training;

/// <summary>Softmax and cross entropy: -log softmax(logits)[label].</summary>
internal static class Loss
{
    private const int Classes = DigitsData.Classes;

    /// <summary>The mean loss of a batch, and its gradient by the logits: (softmax - one hot) / batch.</summary>
    /// <param name="logits">The logits, one per image and class.</param>
    /// <param name="labels">The labels, one per image.</param>
    /// <param name="gradient">Where the gradient goes; empty if nobody wants it.</param>
    public static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient)
    {
        Span<double> exponentials = stackalloc double[Classes];
        var loss = 0.0;
        for (var image = 0; image < labels.Length; image++)
        {
            var own = logits.Slice(image * Classes, Classes);
            var largest = own[IndexOfLargest(own)];
            var sum = 0.0;
            for (var i = 0; i < Classes; i++)
            {
                exponentials[i] = ExactMath.Exp((double)own[i] - largest);
                sum += exponentials[i];
            }

            loss += ExactMath.Log(sum) - ((double)own[labels[image]] - largest);
            for (var i = 0; i < Classes && !gradient.IsEmpty; i++)
            {
                var target = i == labels[image] ? 1 : 0;
                gradient[image * Classes + i] = (float)((exponentials[i] / sum - target) / labels.Length);
            }
        }

        return loss / labels.Length;
    }

    /// <summary>The number of images whose greatest logit is the label's; none where logits are no numbers.</summary>
    public static int CountRight(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        var right = 0;
        for (var image = 0; image < labels.Length; image++)
        {
            var own = logits.Slice(image * Classes, Classes);
            var largest = IndexOfLargest(own);
            right += largest == labels[image] && float.IsFinite(own[largest]) ? 1 : 0;
        }

        return right;
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
