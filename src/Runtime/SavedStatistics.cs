using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NormGen.Runtime;

/// <summary>The statistics of a forward pass as users see them: computed in double and rounded to float once.</summary>
/// <remarks>
/// All rows are padded to whole registers, so there is no tail; what the padding holds does not matter. The operations are the
/// exact ones, so registers of any width give the same bits.
/// </remarks>
internal static class SavedStatistics
{
    /// <summary>Saves means.</summary>
    public static void SaveMean(ReadOnlySpan<double> mean, Span<float> saved)
    {
        var wide = Registers(mean);
        var means = Registers(saved);
        for (var register = 0; 2 * register < wide.Length; register++)
        {
            means[register] = Vector.Narrow(wide[2 * register], wide[(2 * register) + 1]);
        }
    }

    /// <summary>Saves 1 / sqrt(variance + epsilon).</summary>
    public static void SaveRstd(ReadOnlySpan<double> variance, Span<float> saved, double epsilon)
    {
        var wide = Registers(variance);
        var rstds = Registers(saved);
        for (var register = 0; 2 * register < wide.Length; register++)
        {
            rstds[register] = Rstd(wide[2 * register], wide[(2 * register) + 1], epsilon);
        }
    }

    /// <summary>1 / sqrt(variance + epsilon) of two registers, in one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Rstd(Vector<double> lower, Vector<double> upper, double epsilon) =>
        Vector.Narrow(Rstd(lower, epsilon), Rstd(upper, epsilon));

    /// <summary>A padded row as registers.</summary>
    public static Span<Vector<float>> Registers(Span<float> row) => MemoryMarshal.Cast<float, Vector<float>>(row);

    /// <inheritdoc cref="Registers(Span{float})"/>
    public static ReadOnlySpan<Vector<double>> Registers(ReadOnlySpan<double> row) =>
        MemoryMarshal.Cast<double, Vector<double>>(row);

    private static Vector<double> Rstd(Vector<double> variance, double epsilon) =>
        Vector<double>.One / Vector.SquareRoot(variance + new Vector<double>(epsilon));
}
