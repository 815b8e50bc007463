namespace NormGen.Samples.Study.Layers;

/// <summary>A 3x3 window that moves over a square image, with a border of zeros around it.</summary>
/// <param name="Side">The side of the image.</param>
/// <param name="Stride">How many pixels the window moves at a time.</param>
internal readonly record struct Window(int Side, int Stride)
{
    public const int Taps = 9;

    private const int Width = 3;

    public int OutputSide => Side / Stride;

    public int Positions => OutputSide * OutputSide;

    /// <summary>The pixel under a tap of the window at a position, or -1 on the border.</summary>
    public int Pixel(int position, int tap)
    {
        var y = position / OutputSide * Stride + tap / Width - 1;
        var x = position % OutputSide * Stride + tap % Width - 1;
        return y >= 0 && y < Side && x >= 0 && x < Side ? y * Side + x : -1;
    }

    /// <summary>All of them: for each position the pixel under each tap.</summary>
    public int[] Pixels()
    {
        var pixels = new int[Positions * Taps];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Pixel(i / Taps, i % Taps);
        }

        return pixels;
    }
}
