using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NormGen.Runtime;

/// <summary>
/// For generated code: the few vector operations that need more than an operator. Counts may exceed the lanes of a register, and
/// then mean all of them. Part-full loads and stores touch no memory past the count.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    // The most that a register of any kind has.
    private const uint MostLanes = 64;

    // What a float's exponent is stored as, and where.
    private const int Bias = 127;
    private const int MantissaBits = 23;

    /// <summary><paramref name="count"/> less <paramref name="lanes"/>, or 0 where that would be negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Beyond(nuint count, nuint lanes) => count > lanes ? count - lanes : 0;

    /// <summary>Loads <paramref name="count"/> values and takes the other lanes from <paramref name="fill"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> Load(ref float source, nuint at, nuint count, Vector512<float> fill)
    {
        fixed (float* start = &Unsafe.Add(ref source, at))
        {
            return Avx512F.MaskLoad(start, Mask(count, fill), fill);
        }
    }

    /// <inheritdoc cref="Load(ref float, nuint, nuint, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> Load(ref float source, nuint at, nuint count, Vector256<float> fill)
    {
        fixed (float* start = &Unsafe.Add(ref source, at))
        {
            var mask = Mask(count, fill);
            return Vector256.ConditionalSelect(mask, Avx.MaskLoad(start, mask), fill);
        }
    }

    /// <inheritdoc cref="Load(ref float, nuint, nuint, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source, nuint at, nuint count, Vector128<float> fill)
    {
        ref var start = ref Unsafe.Add(ref source, at);
        return count switch
        {
            0 => fill,
            1 => fill.WithElement(0, start),
            2 => Vector128.Create(LoadPair(ref start), fill.GetUpper()),
            3 => Vector128.Create(LoadPair(ref start), fill.GetUpper().WithElement(0, Unsafe.Add(ref start, 2))),
            _ => Vector128.LoadUnsafe(ref start),
        };
    }

    /// <summary>Stores the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Vector512<float> value, ref float target, nuint at, nuint count)
    {
        fixed (float* start = &Unsafe.Add(ref target, at))
        {
            Avx512F.MaskStore(start, Mask(count, value), value);
        }
    }

    /// <inheritdoc cref="Store(Vector512{float}, ref float, nuint, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Vector256<float> value, ref float target, nuint at, nuint count)
    {
        fixed (float* start = &Unsafe.Add(ref target, at))
        {
            Avx.MaskStore(start, Mask(count, value), value);
        }
    }

    /// <inheritdoc cref="Store(Vector512{float}, ref float, nuint, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float target, nuint at, nuint count)
    {
        ref var start = ref Unsafe.Add(ref target, at);
        switch (count)
        {
            case 0:
                break;
            case 1:
                start = value.ToScalar();
                break;
            case 2:
                StorePair(value.GetLower(), ref start);
                break;
            case 3:
                StorePair(value.GetLower(), ref start);
                Unsafe.Add(ref start, 2) = value.GetElement(2);
                break;
            default:
                value.StoreUnsafe(ref start);
                break;
        }
    }

    /// <summary>Lanes before <paramref name="count"/> from <paramref name="first"/>, the others from <paramref name="rest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> First(nuint count, Vector512<double> first, Vector512<double> rest) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(Vector512.Create((long)AtMost(count)), Vector512<long>.Indices).AsDouble(), first, rest);

    /// <inheritdoc cref="First(nuint, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> First(nuint count, Vector256<double> first, Vector256<double> rest) =>
        Vector256.ConditionalSelect(
            Vector256.GreaterThan(Vector256.Create((long)AtMost(count)), Vector256<long>.Indices).AsDouble(), first, rest);

    /// <inheritdoc cref="First(nuint, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> First(nuint count, Vector128<double> first, Vector128<double> rest) =>
        Vector128.ConditionalSelect(
            Vector128.GreaterThan(Vector128.Create((long)AtMost(count)), Vector128<long>.Indices).AsDouble(), first, rest);

    /// <summary>The sum of the lanes: each half onto the other, until one is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector512<double> value) => Fold(value.GetLower() + value.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector256<double> value) => Fold(value.GetLower() + value.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector128<double> value) => value.ToScalar() + value.GetElement(1);

    /// <summary>Whether a mask has every lane set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector512<double> mask) => Vector512.EqualsAll(mask.AsInt64(), Vector512<long>.AllBitsSet);

    /// <inheritdoc cref="All(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector512<float> mask) => Vector512.EqualsAll(mask.AsInt32(), Vector512<int>.AllBitsSet);

    /// <inheritdoc cref="All(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector256<double> mask) => Vector256.EqualsAll(mask.AsInt64(), Vector256<long>.AllBitsSet);

    /// <inheritdoc cref="All(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector256<float> mask) => Vector256.EqualsAll(mask.AsInt32(), Vector256<int>.AllBitsSet);

    /// <inheritdoc cref="All(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector128<double> mask) => Vector128.EqualsAll(mask.AsInt64(), Vector128<long>.AllBitsSet);

    /// <inheritdoc cref="All(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector128<float> mask) => Vector128.EqualsAll(mask.AsInt32(), Vector128<int>.AllBitsSet);

    /// <summary>
    /// Each value times two to the power of an integral exponent from -252 to 252, rounded once, where the value is not far from 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> value, Vector512<float> exponent) => Avx512F.IsSupported
        ? Avx512F.Scale(value, exponent)
        : Vector512.Create(Scale(value.GetLower(), exponent.GetLower()), Scale(value.GetUpper(), exponent.GetUpper()));

    /// <inheritdoc cref="Scale(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<float> value, Vector256<float> exponent)
    {
        // Half of the exponent at a time, as a float holds no power below -126; the first product is exact.
        var whole = Vector256.ConvertToInt32Native(exponent);
        var half = whole >> 1;
        return value * Power(half) * Power(whole - half);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<float> Power(Vector256<int> exponent) => ((exponent + Vector256.Create(Bias)) << MantissaBits).AsSingle();
    }

    /// <inheritdoc cref="Scale(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Scale(Vector128<float> value, Vector128<float> exponent)
    {
        var whole = Vector128.ConvertToInt32Native(exponent);
        var half = whole >> 1;
        return value * Power(half) * Power(whole - half);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<float> Power(Vector128<int> exponent) => ((exponent + Vector128.Create(Bias)) << MantissaBits).AsSingle();
    }

    // Lanes count in signed numbers, which a larger count would wrap to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint AtMost(nuint count) => Math.Min(count, MostLanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(nuint count, Vector512<float> _) =>
        Vector512.GreaterThan(Vector512.Create((int)AtMost(count)), Vector512<int>.Indices).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(nuint count, Vector256<float> _) =>
        Vector256.GreaterThan(Vector256.Create((int)AtMost(count)), Vector256<int>.Indices).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector64<float> LoadPair(ref float source) =>
        Unsafe.ReadUnaligned<Vector64<float>>(ref Unsafe.As<float, byte>(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Vector64<float> pair, ref float target) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref target), pair);
}
