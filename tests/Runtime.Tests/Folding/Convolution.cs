using System;

namespace NormGen.Runtime.Tests.Folding;

/// <summary>A convolution of one image in plain loops and double, its weights looked up by their axes.</summary>
/// <param name="Inputs">The input channels.</param>
/// <param name="Outputs">The output channels.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Height">The rows of the window.</param>
/// <param name="Width">The columns of the window.</param>
internal sealed record Convolution(int Inputs, int Outputs, int Groups, int Height, int Width)
{
    private const int Size = 5;

    /// <summary>Where the weight of (output, input of its group, row, column) lies; for transposed ones (input, output of its group, ...).</summary>
    public required Func<int, int, int, int, int> Index { get; init; }

    public bool IsTransposed { get; init; }

    public int WeightCount => Inputs * Outputs / Groups * Height * Width;

    public int InputCount => Inputs * Size * Size;

    private int InputsOfGroup => Inputs / Groups;

    private int OutputsOfGroup => Outputs / Groups;

    private int Rows => IsTransposed ? Size + Height - 1 : Size - Height + 1;

    private int Columns => IsTransposed ? Size + Width - 1 : Size - Width + 1;

    public int Positions => Rows * Columns;

    /// <summary>Output channels of <see cref="Positions"/> values each; on request the sums of the absolute values.</summary>
    public double[] Run(float[] weights, float[] bias, float[] input, bool magnitudes = false)
    {
        Func<double, double> of = magnitudes ? Math.Abs : value => value;
        var output = new double[Outputs * Positions];
        for (var o = 0; o < Outputs; o++)
        {
            Array.Fill(output, of(bias[o]), o * Positions, Positions);
            for (var i = o / OutputsOfGroup * InputsOfGroup; i < ((o / OutputsOfGroup) + 1) * InputsOfGroup; i++)
            {
                Add(output.AsSpan(o * Positions, Positions), input.AsSpan(i * Size * Size, Size * Size), (row, column) => weights[Weight(o, i, row, column)], of);
            }
        }

        return output;
    }

    private int Weight(int o, int i, int row, int column) =>
        IsTransposed ? Index(i, o % OutputsOfGroup, row, column) : Index(o, i % InputsOfGroup, row, column);

    private void Add(Span<double> output, ReadOnlySpan<float> input, Func<int, int, double> weight, Func<double, double> of)
    {
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                for (var position = 0; position < (IsTransposed ? Size * Size : Positions); position++)
                {
                    // The plane that is walked over, and its place in the larger one.
                    var width = IsTransposed ? Size : Columns;
                    var (y, x) = (position / width, position % width);
                    var (from, to) = IsTransposed ? (position, ((y + row) * Columns) + x + column) : (((y + row) * Size) + x + column, position);
                    output[to] += of(weight(row, column) * input[from]);
                }
            }
        }
    }
}
