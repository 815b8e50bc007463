using System;

namespace NormGen.Samples.Digits.Layers;

/// <summary>
/// The arithmetic of convolutions and dense layers. Every element of a product is one chain of additions in the order of the
/// summation index, and C# never fuses a multiplication with an addition by itself, so every machine computes the same bits.
/// </summary>
internal static class MatrixProduct
{
    private const int BlockRows = 4;
    private const int BlockColumns = 2;

    /// <summary>Adds the product of <paramref name="a"/> and <paramref name="b"/> to <paramref name="sum"/>, stored row by row.</summary>
    public static void Add(Matrix a, Matrix b, Span<float> sum)
    {
        var blockedRows = a.Rows - a.Rows % BlockRows;
        var blockedColumns = b.Columns - b.Columns % BlockColumns;
        for (var row = 0; row < blockedRows; row += BlockRows)
        {
            for (var column = 0; column < blockedColumns; column += BlockColumns)
            {
                AddBlock(a, b, sum, row, column);
            }

            AddElements(a, b, sum, row, row + BlockRows, blockedColumns);
        }

        AddElements(a, b, sum, blockedRows, a.Rows, 0);
    }

    /// <summary>Eight independent chains side by side: a single one would wait four cycles for each of its additions.</summary>
    private static void AddBlock(Matrix a, Matrix b, Span<float> sum, int row, int column)
    {
        var width = b.Columns;
        var sum0 = sum.Slice(row * width + column, BlockColumns);
        var sum1 = sum.Slice((row + 1) * width + column, BlockColumns);
        var sum2 = sum.Slice((row + 2) * width + column, BlockColumns);
        var sum3 = sum.Slice((row + 3) * width + column, BlockColumns);
        float s00 = sum0[0], s01 = sum0[1];
        float s10 = sum1[0], s11 = sum1[1];
        float s20 = sum2[0], s21 = sum2[1];
        float s30 = sum3[0], s31 = sum3[1];

        ReadOnlySpan<float> av = a.Values, bv = b.Values;
        int aRow = a.RowStride, aStep = a.ColumnStride, bColumn = b.ColumnStride, bStep = b.RowStride;
        int ai = row * aRow, bi = column * bColumn;
        for (var k = 0; k < a.Columns; k++)
        {
            float a0 = av[ai], a1 = av[ai + aRow], a2 = av[ai + 2 * aRow], a3 = av[ai + 3 * aRow];
            float b0 = bv[bi], b1 = bv[bi + bColumn];
            s00 += a0 * b0;
            s01 += a0 * b1;
            s10 += a1 * b0;
            s11 += a1 * b1;
            s20 += a2 * b0;
            s21 += a2 * b1;
            s30 += a3 * b0;
            s31 += a3 * b1;
            ai += aStep;
            bi += bStep;
        }

        (sum0[0], sum0[1]) = (s00, s01);
        (sum1[0], sum1[1]) = (s10, s11);
        (sum2[0], sum2[1]) = (s20, s21);
        (sum3[0], sum3[1]) = (s30, s31);
    }

    /// <summary>The rows and columns that no whole block covers, with the same bits as a block would give them.</summary>
    private static void AddElements(Matrix a, Matrix b, Span<float> sum, int firstRow, int endRow, int firstColumn)
    {
        for (var row = firstRow; row < endRow; row++)
        {
            for (var column = firstColumn; column < b.Columns; column++)
            {
                var s = sum[row * b.Columns + column];
                for (var k = 0; k < a.Columns; k++)
                {
                    s += a.Values[row * a.RowStride + k * a.ColumnStride] * b.Values[k * b.RowStride + column * b.ColumnStride];
                }

                sum[row * b.Columns + column] = s;
            }
        }
    }
}
