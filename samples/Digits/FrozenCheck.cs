using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NormGen.Samples.Digits;

/// <summary>What a frozen network was found to do.</summary>
/// <param name="Values">The number of values compared.</param>
/// <param name="Different">The number of those whose bits differ from the ones of the layers that are not frozen.</param>
/// <param name="TimePerImage">The time of the whole network.</param>
/// <param name="NormalizationTimePerImage">The part of it that the normalizations take.</param>
internal sealed record FrozenFindings(long Values, long Different, TimeSpan TimePerImage, TimeSpan NormalizationTimePerImage);

/// <summary>Holds the frozen network against the one that it was made from.</summary>
internal static class FrozenCheck
{
    private static readonly TimeSpan TimingDuration = TimeSpan.FromSeconds(0.5);

    public static FrozenFindings Run(Network network, DigitSet digits)
    {
        var own = network.Inference();
        var frozen = network.Freeze();
        own.Run(digits.Pixels);
        frozen.Run(digits.Pixels);
        long values = 0, different = 0;
        for (var layer = 0; layer < own.Outputs.Count; layer++)
        {
            values += own.Outputs[layer].Length;
            different += CountDifferentBits(own.Outputs[layer], frozen.Outputs[layer]);
        }

        var (total, normalization) = Measure(network.Freeze(), digits.Take(0, Training.BatchSize));
        return new FrozenFindings(values, different, total, normalization);
    }

    private static long CountDifferentBits(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var leftBits = MemoryMarshal.Cast<float, int>(left);
        var rightBits = MemoryMarshal.Cast<float, int>(right);
        var different = 0L;
        for (var i = 0; i < leftBits.Length; i++)
        {
            different += leftBits[i] == rightBits[i] ? 0 : 1;
        }

        return different;
    }

    private static (TimeSpan Total, TimeSpan Normalization) Measure(Inference inference, DigitSet batch)
    {
        var images = 0;
        var watch = Stopwatch.StartNew();
        do
        {
            inference.Run(batch.Pixels);
            images += batch.Count;
        }
        while (watch.Elapsed < TimingDuration);

        return (watch.Elapsed / images, inference.NormalizationTime / images);
    }
}
