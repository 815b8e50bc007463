using System;
using System.IO;
using System.IO.Compression;

namespace NormGen.Samples.Digits;

/// <summary>Images and their labels: image i is the 64 pixels from 64 i, each 0 (paper) to 1 (ink).</summary>
internal sealed record DigitSet(float[] Pixels, int[] Labels)
{
    public int Count => Labels.Length;

    public Span<float> Image(int index) => Pixels.AsSpan(index * DigitsData.PixelsPerImage, DigitsData.PixelsPerImage);

    public DigitSet Take(int first, int count) => new(
        Pixels[(first * DigitsData.PixelsPerImage)..((first + count) * DigitsData.PixelsPerImage)],
        Labels[first..(first + count)]);
}

/// <summary>The handwritten digits that are compiled into the program, divided once and for all.</summary>
internal sealed record DigitsData(DigitSet Training, DigitSet HeldBack)
{
    public const int Side = 8;
    public const int PixelsPerImage = Side * Side;
    public const int Classes = 10;

    // The last images of the file, always the same: no run trains on a digit that another run is tested on.
    private const int HeldBackImages = 360;

    private const float Ink = 16;

    public static DigitsData Load()
    {
        using var file = typeof(DigitsData).Assembly.GetManifestResourceStream("digits.csv.gz")
            ?? throw new InvalidOperationException("The digits are missing from the program.");
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var lines = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new DigitsData(Parse(lines.AsSpan(..^HeldBackImages)), Parse(lines.AsSpan(^HeldBackImages..)));
    }

    private static DigitSet Parse(ReadOnlySpan<string> lines)
    {
        var set = new DigitSet(new float[lines.Length * PixelsPerImage], new int[lines.Length]);
        for (var image = 0; image < lines.Length; image++)
        {
            var numbers = Array.ConvertAll(lines[image].Split(','), int.Parse);
            for (var pixel = 0; pixel < PixelsPerImage; pixel++)
            {
                set.Pixels[image * PixelsPerImage + pixel] = numbers[pixel] / Ink;
            }

            set.Labels[image] = numbers[PixelsPerImage];
        }

        return set;
    }
}
