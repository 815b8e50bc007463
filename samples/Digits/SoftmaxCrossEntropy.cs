using System;

namespace NormGen.Samples.Digits;

/// <summary>The loss, -log softmax(logits)[label]: how unlikely the network finds the labels.</summary>
internal static class SoftmaxCrossEntropy
{
    /// <summary>Writes the gradient of the mean loss of a batch: (softmax - one hot) / batch.</summary>
    public static void Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient)
    {
        Span<double> exponentials = stackalloc double[DigitsData.Classes];
        for (var image = 0; image < labels.Length; image++)
        {
            var own = logits.Slice(image * DigitsData.Classes, DigitsData.Classes);
            var largest = Largest(own);
            var sum = 0.0;
            for (var i = 0; i < own.Length; i++)
            {
                exponentials[i] = Exp(own[i] - largest);
                sum += exponentials[i];
            }

            for (var i = 0; i < own.Length; i++)
            {
                var target = i == labels[image] ? 1 : 0;
                gradient[image * DigitsData.Classes + i] = (float)((exponentials[i] / sum - target) / labels.Length);
            }
        }
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        var largest = values[0];
        foreach (var value in values)
        {
            largest = MathF.Max(largest, value);
        }

        return largest;
    }

    /// <summary>
    /// e^x for x up to 0. Math.Exp is the C library's, whose last bit differs between machines, and then the weights would, too;
    /// this one has only operations that IEEE 754 fixes: x = k ln 2 + r, and Taylor's series of e^r as far as a double can tell.
    /// </summary>
    private static double Exp(double x)
    {
        const double Ln2High = 6.93147180369123816490e-01;   // its last 32 bits are 0: k times it is exact
        const double Ln2Low = 1.90821492927058770002e-10;
        const int Terms = 13;
        const double Smallest = -700;

        if (x < Smallest)
        {
            return 0;
        }

        var k = Math.Round(x / (Ln2High + Ln2Low));
        var r = x - k * Ln2High - k * Ln2Low;
        var series = 1.0;
        for (var n = Terms; n > 0; n--)
        {
            series = 1 + series * r / n;
        }

        return Math.ScaleB(series, (int)k);
    }
}
