using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NormGen.Runtime;

// Sums of whole rows: what many folds one by one come to, with fewer instructions.
public static partial class Lanes
{
    private const nuint Row = 16;

    /// <summary>The sums of eight rows of sixteen doubles, each folded 8, 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FoldRowsToVector512(ref double rows, nuint at = 0)
    {
        ref var start = ref Unsafe.Add(ref rows, at);
        // Each step halves the rows and puts those of two registers beside each other.
        var (a, b) = (Halves(Eight(ref start, 0), Eight(ref start, 4)), Halves(Eight(ref start, 1), Eight(ref start, 5)));
        var (c, d) = (Halves(Eight(ref start, 2), Eight(ref start, 6)), Halves(Eight(ref start, 3), Eight(ref start, 7)));
        var (even, odd) = (Quarters(a, c), Quarters(b, d));
        return Avx512F.UnpackLow(even, odd) + Avx512F.UnpackHigh(even, odd);
    }

    /// <summary>The sums of four rows of sixteen doubles, each folded 8, 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FoldRowsToVector256(ref double rows, nuint at = 0)
    {
        ref var start = ref Unsafe.Add(ref rows, at);
        var (even, odd) = (Halves(Four(ref start, 0), Four(ref start, 2)), Halves(Four(ref start, 1), Four(ref start, 3)));
        return Avx.UnpackLow(even, odd) + Avx.UnpackHigh(even, odd);
    }

    /// <summary>The sums of two rows of sixteen doubles, each folded 8, 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FoldRowsToVector128(ref double rows, nuint at = 0)
    {
        ref var start = ref Unsafe.Add(ref rows, at);
        var (first, second) = (Two(ref start, 0), Two(ref start, 1));
        return Vector128.Create(first.GetLower(), second.GetLower()) + Vector128.Create(first.GetUpper(), second.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Eight(ref double rows, nuint row) =>
        Vector512.LoadUnsafe(ref rows, row * Row) + Vector512.LoadUnsafe(ref rows, (row * Row) + 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four(ref double rows, nuint row)
    {
        var at = row * Row;
        var (first, second) = (
            Vector256.LoadUnsafe(ref rows, at) + Vector256.LoadUnsafe(ref rows, at + 8),
            Vector256.LoadUnsafe(ref rows, at + 4) + Vector256.LoadUnsafe(ref rows, at + 12));
        return first + second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Two(ref double rows, nuint row)
    {
        var at = row * Row;
        Vector128<double> Pair(ref double start, nuint lane) =>
            (Vector128.LoadUnsafe(ref start, at + lane) + Vector128.LoadUnsafe(ref start, at + lane + 8))
            + (Vector128.LoadUnsafe(ref start, at + lane + 4) + Vector128.LoadUnsafe(ref start, at + lane + 12));
        return Pair(ref rows, 0) + Pair(ref rows, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Halves(Vector512<double> a, Vector512<double> b) =>
        Vector512.Create(a.GetLower(), b.GetLower()) + Vector512.Create(a.GetUpper(), b.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Halves(Vector256<double> a, Vector256<double> b) =>
        Vector256.Create(a.GetLower(), b.GetLower()) + Vector256.Create(a.GetUpper(), b.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Quarters(Vector512<double> a, Vector512<double> b) =>
        Avx512F.PermuteVar8x64x2(a, Vector512.Create(0L, 1, 8, 9, 4, 5, 12, 13), b)
        + Avx512F.PermuteVar8x64x2(a, Vector512.Create(2L, 3, 10, 11, 6, 7, 14, 15), b);
}
