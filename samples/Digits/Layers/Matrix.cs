using System;

namespace NormGen.Samples.Digits.Layers;

/// <summary>A view of numbers in memory as a matrix; transposing it moves nothing.</summary>
internal readonly ref struct Matrix
{
    public Matrix(ReadOnlySpan<float> values, int rows, int columns)
        : this(values, rows, columns, rowStride: columns, columnStride: 1)
    {
    }

    private Matrix(ReadOnlySpan<float> values, int rows, int columns, int rowStride, int columnStride)
    {
        Values = values;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public ReadOnlySpan<float> Values { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int RowStride { get; }

    public int ColumnStride { get; }

    public Matrix Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);
}
