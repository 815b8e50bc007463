using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NormGen.Samples.Study.Layers;

/// <summary>The left factor of a product: numbers in memory seen as a matrix, so that a transposed one moves nothing.</summary>
internal readonly ref struct LeftMatrix(ReadOnlySpan<float> values, int rows, int columns, int rowStride, int columnStride)
{
    public ReadOnlySpan<float> Values { get; } = values;

    public int Rows => rows;

    public int Columns => columns;

    public int RowStride => rowStride;

    public int ColumnStride => columnStride;

    public static LeftMatrix Of(ReadOnlySpan<float> values, int rows, int columns) => new(values, rows, columns, columns, 1);

    /// <summary>The transposed of a matrix that is stored row by row.</summary>
    public static LeftMatrix Transposed(ReadOnlySpan<float> values, int rows, int columns) => new(values, columns, rows, 1, columns);
}

/// <summary>
/// The arithmetic of all layers but the normalizations. Every element of a product is one chain of multiplications and additions in
/// the order of the summation index, none of them fused; registers hold neighbouring elements of the result, so their width changes no bit.
/// </summary>
internal static class Product
{
    private const int Lanes = 8;
    private const int Block = 4;

    /// <summary>Adds the product of two matrices to a third; <paramref name="b"/> and <paramref name="sum"/> are stored row by row.</summary>
    public static void Add(LeftMatrix a, ReadOnlySpan<float> b, Span<float> sum)
    {
        var width = a.Columns == 0 ? 0 : b.Length / a.Columns;
        if (b.Length != a.Columns * width || sum.Length != a.Rows * width)
        {
            throw new ArgumentException($"A product of {a.Rows} x {a.Columns} needs other sizes than {b.Length} and {sum.Length} values.");
        }

        var row = 0;
        for (; row + Block <= a.Rows; row += Block)
        {
            var column = 0;
            for (; column + Lanes <= width; column += Lanes)
            {
                AddBlock(a, b, sum, row, column, width);
            }

            AddElements(a, b, sum, row, row + Block, column, width);
        }

        for (; row < a.Rows; row++)
        {
            var column = 0;
            for (; column + Lanes <= width; column += Lanes)
            {
                AddVector(a, b, sum, row, column, width);
            }

            AddElements(a, b, sum, row, row + 1, column, width);
        }
    }

    /// <summary>Four rows side by side: a single chain would wait four cycles for each of its additions.</summary>
    private static void AddBlock(LeftMatrix a, ReadOnlySpan<float> b, Span<float> sum, int row, int column, int width)
    {
        ref var target = ref MemoryMarshal.GetReference(sum);
        ref var right = ref MemoryMarshal.GetReference(b);
        var first = (nuint)(row * width + column);
        var step = (nuint)width;
        var s0 = Vector256.LoadUnsafe(ref target, first);
        var s1 = Vector256.LoadUnsafe(ref target, first + step);
        var s2 = Vector256.LoadUnsafe(ref target, first + 2 * step);
        var s3 = Vector256.LoadUnsafe(ref target, first + 3 * step);
        var left = a.Values;
        var at = row * a.RowStride;
        var next = (nuint)column;
        for (var k = 0; k < a.Columns; k++)
        {
            var vector = Vector256.LoadUnsafe(ref right, next);
            s0 += vector * left[at];
            s1 += vector * left[at + a.RowStride];
            s2 += vector * left[at + 2 * a.RowStride];
            s3 += vector * left[at + 3 * a.RowStride];
            at += a.ColumnStride;
            next += step;
        }

        s0.StoreUnsafe(ref target, first);
        s1.StoreUnsafe(ref target, first + step);
        s2.StoreUnsafe(ref target, first + 2 * step);
        s3.StoreUnsafe(ref target, first + 3 * step);
    }

    private static void AddVector(LeftMatrix a, ReadOnlySpan<float> b, Span<float> sum, int row, int column, int width)
    {
        var place = sum.Slice(row * width + column, Lanes);
        var chain = Vector256.Create<float>(place);
        for (var k = 0; k < a.Columns; k++)
        {
            chain += Vector256.Create(b.Slice(k * width + column, Lanes)) * a.Values[row * a.RowStride + k * a.ColumnStride];
        }

        chain.CopyTo(place);
    }

    /// <summary>The columns that no whole register covers.</summary>
    private static void AddElements(LeftMatrix a, ReadOnlySpan<float> b, Span<float> sum, int row, int endRow, int firstColumn, int width)
    {
        for (; row < endRow; row++)
        {
            for (var column = firstColumn; column < width; column++)
            {
                var chain = sum[row * width + column];
                for (var k = 0; k < a.Columns; k++)
                {
                    chain += b[k * width + column] * a.Values[row * a.RowStride + k * a.ColumnStride];
                }

                sum[row * width + column] = chain;
            }
        }
    }
}
