using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NormGen.Runtime;

/// <summary>
/// Mean and squared deviations of each channel of a tensor, in double and in two passes: the first finds the mean, the second the
/// deviations from it and what the first was off by. Eight lanes in a fixed order, so registers of any width give the same bits.
/// </summary>
internal static class ChannelMoments
{
    private const int Lanes = 8;

    /// <summary>Computes the moments of a tensor that is not empty.</summary>
    /// <param name="input">The tensor.</param>
    /// <param name="extent">Its sizes.</param>
    /// <param name="mean">Where the mean of each channel goes.</param>
    /// <param name="m2">Where the sum of squared deviations of each channel goes.</param>
    public static void Of(ReadOnlySpan<float> input, TensorExtent extent, Span<double> mean, Span<double> m2)
    {
        for (var channel = 0; channel < extent.Channels; channel++)
        {
            mean[channel] = input[channel * extent.Inner];
        }

        // About the first value the first time, about the mean the second.
        for (var pass = 0; pass < 2; pass++)
        {
            if (extent.Inner == 1)
            {
                MoveOfRows(input, extent.PerChannel, mean, m2);
            }
            else
            {
                MoveOfPlanes(input, extent, mean, m2);
            }
        }
    }

    /// <summary>Moves each mean to that of the channel, and takes the squared deviations from there.</summary>
    private static void MoveOfPlanes(ReadOnlySpan<float> input, TensorExtent extent, Span<double> mean, Span<double> m2)
    {
        for (var channel = 0; channel < extent.Channels; channel++)
        {
            var sums = new LaneSums(mean[channel]);
            for (var outer = 0; outer < extent.Outer; outer++)
            {
                sums.Add(input.Slice(((outer * extent.Channels) + channel) * extent.Inner, extent.Inner));
            }

            var (sum, squares) = sums.Total();
            Finish(sum, squares, extent.PerChannel, ref mean[channel], out m2[channel]);
        }
    }

    /// <summary>The same for channels side by side: a strip of eight at a time, each with a lane to itself.</summary>
    private static void MoveOfRows(ReadOnlySpan<float> input, int rows, Span<double> mean, Span<double> m2)
    {
        var channels = mean.Length;
        var whole = channels - (channels % Lanes);
        Span<double> sums = stackalloc double[Lanes];
        Span<double> squares = stackalloc double[Lanes];
        for (var first = 0; first < whole; first += Lanes)
        {
            SumStrip(input, channels, rows, first, mean.Slice(first, Lanes), sums, squares);
            for (var lane = 0; lane < Lanes; lane++)
            {
                Finish(sums[lane], squares[lane], rows, ref mean[first + lane], out m2[first + lane]);
            }
        }

        for (var channel = whole; channel < channels; channel++)
        {
            double sum = 0, square = 0;
            for (var row = 0; row < rows; row++)
            {
                var deviation = input[(row * channels) + channel] - mean[channel];
                sum += deviation;
                square += deviation * deviation;
            }

            Finish(sum, square, rows, ref mean[channel], out m2[channel]);
        }
    }

    private static void SumStrip(
        ReadOnlySpan<float> input, int channels, int rows, int first, ReadOnlySpan<double> center, Span<double> sums, Span<double> squares)
    {
        var (centerLower, centerUpper) = (Vector256.Create(center), Vector256.Create(center[4..]));
        Vector256<double> sumLower = default, sumUpper = default, squareLower = default, squareUpper = default;
        for (var row = 0; row < rows; row++)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(input.Slice((row * channels) + first, Lanes)));
            lower -= centerLower;
            upper -= centerUpper;
            sumLower += lower;
            sumUpper += upper;
            squareLower += lower * lower;
            squareUpper += upper * upper;
        }

        sumLower.CopyTo(sums);
        sumUpper.CopyTo(sums[4..]);
        squareLower.CopyTo(squares);
        squareUpper.CopyTo(squares[4..]);
    }

    /// <summary>From the sums of e and e^2, e the deviation from a center: the mean, and the squared deviations from it.</summary>
    private static void Finish(double sum, double squares, int count, ref double center, out double m2)
    {
        var off = sum / count;
        center += off;
        m2 = Math.Max(squares - (sum * off), 0);
    }

    /// <summary>Sums of e and e^2 along planes.</summary>
    private ref struct LaneSums(double center)
    {
        private readonly Vector256<double> center = Vector256.Create(center);
        private Vector256<double> sumLower;
        private Vector256<double> sumUpper;
        private Vector256<double> squareLower;
        private Vector256<double> squareUpper;
        private double restSum;
        private double restSquares;

        public void Add(ReadOnlySpan<float> plane)
        {
            var vectors = MemoryMarshal.Cast<float, Vector256<float>>(plane);
            foreach (var vector in vectors)
            {
                var (lower, upper) = Vector256.Widen(vector);
                lower -= center;
                upper -= center;
                sumLower += lower;
                sumUpper += upper;
                squareLower += lower * lower;
                squareUpper += upper * upper;
            }

            foreach (var value in plane[(vectors.Length * Lanes)..])
            {
                var deviation = value - center.ToScalar();
                restSum += deviation;
                restSquares += deviation * deviation;
            }
        }

        /// <summary>The lanes folded by halves, then what filled no whole register.</summary>
        public readonly (double Sum, double Squares) Total() =>
            (Fold(sumLower + sumUpper) + restSum, Fold(squareLower + squareUpper) + restSquares);

        private static double Fold(Vector256<double> lanes)
        {
            var halves = lanes.GetLower() + lanes.GetUpper();
            return halves[0] + halves[1];
        }
    }
}
