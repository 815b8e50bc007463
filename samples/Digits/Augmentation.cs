using System;
using System.Linq;

namespace NormGen.Samples.Digits;

/// <summary>Makes each epoch a little different, so that the network cannot learn the images by heart.</summary>
internal static class Augmentation
{
    /// <summary>The images in a random order, each moved by a pixel at most, in any of the eight directions.</summary>
    public static DigitSet Vary(DigitSet digits, Random random)
    {
        var order = Enumerable.Range(0, digits.Count).ToArray();
        random.Shuffle(order);
        var varied = new DigitSet(new float[digits.Pixels.Length], Array.ConvertAll(order, image => digits.Labels[image]));
        for (var i = 0; i < order.Length; i++)
        {
            Move(digits.Image(order[i]), varied.Image(i), random.Next(-1, 2), random.Next(-1, 2));
        }

        return varied;
    }

    private static void Move(ReadOnlySpan<float> from, Span<float> to, int right, int down)
    {
        for (var y = 0; y < DigitsData.Side; y++)
        {
            for (var x = 0; x < DigitsData.Side; x++)
            {
                var (fromX, fromY) = (x - right, y - down);
                var isPaper = fromX is < 0 or >= DigitsData.Side || fromY is < 0 or >= DigitsData.Side;
                to[y * DigitsData.Side + x] = isPaper ? 0 : from[fromY * DigitsData.Side + fromX];
            }
        }
    }
}
