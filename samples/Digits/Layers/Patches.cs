using System;

namespace NormGen.Samples.Digits.Layers;

/// <summary>
/// The 3x3 neighbourhoods that a convolution looks at, in an image of height, width, channels with a border of zeros:
/// a row for each position that the kernel is put on, <paramref name="Stride"/> pixels apart.
/// </summary>
internal readonly record struct Patches(int Side, int Channels, int Stride)
{
    private const int Kernel = 3;

    public int ImageLength => Side * Side * Channels;

    public int Positions => (Side / Stride) * (Side / Stride);

    public int PatchLength => Kernel * Kernel * Channels;

    /// <summary>Copies the neighbourhoods of one image.</summary>
    public void Gather(ReadOnlySpan<float> image, Span<float> patches)
    {
        for (var part = 0; part < Positions * Kernel * Kernel; part++)
        {
            var to = patches.Slice(part * Channels, Channels);
            if (Pixel(part) is { } pixel)
            {
                image.Slice(pixel * Channels, Channels).CopyTo(to);
            }
            else
            {
                to.Clear();
            }
        }
    }

    /// <summary>The reverse for gradients: each pixel gets the sum over the neighbourhoods that it is in.</summary>
    public void Scatter(ReadOnlySpan<float> patches, Span<float> image)
    {
        image.Clear();
        for (var part = 0; part < Positions * Kernel * Kernel; part++)
        {
            if (Pixel(part) is { } pixel)
            {
                var from = patches.Slice(part * Channels, Channels);
                var to = image.Slice(pixel * Channels, Channels);
                for (var channel = 0; channel < from.Length; channel++)
                {
                    to[channel] += from[channel];
                }
            }
        }
    }

    /// <summary>The pixel under a part of the kernel at a position, or null on the border.</summary>
    private int? Pixel(int part)
    {
        var (position, tap) = Math.DivRem(part, Kernel * Kernel);
        var (positionY, positionX) = Math.DivRem(position, Side / Stride);
        var (tapY, tapX) = Math.DivRem(tap, Kernel);
        var y = positionY * Stride + tapY - 1;
        var x = positionX * Stride + tapX - 1;
        return y >= 0 && y < Side && x >= 0 && x < Side ? y * Side + x : null;
    }
}
