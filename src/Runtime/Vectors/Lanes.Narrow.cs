using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NormGen.Runtime;

/// <content>
/// Stores of integers of 8 bits, from lanes that hold integers within their range: the lowest byte of each, whether it has a sign or not.
/// </content>
public static partial class Lanes
{
    /// <summary>Stores the lanes, an element a byte.</summary>
    /// <typeparam name="T">The signed or the unsigned integer.</typeparam>
    /// <param name="value">Floats that are integers within the range of the type.</param>
    /// <param name="target">The first element of the tensor.</param>
    /// <param name="at">Where the first lane goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<float> value, ref T target, nuint at)
        where T : unmanaged => LowestBytes(value).StoreUnsafe(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref target, at)));

    /// <inheritdoc cref="Store{T}(Vector512{float}, ref T, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<float> value, ref T target, nuint at)
        where T : unmanaged => Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref target, at)), LowestBytes(value));

    /// <inheritdoc cref="Store{T}(Vector512{float}, ref T, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<float> value, ref T target, nuint at)
        where T : unmanaged => Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref target, at)), LowestBytes(value));

    /// <summary>Stores the first <paramref name="count"/> lanes, an element a byte.</summary>
    /// <typeparam name="T">The signed or the unsigned integer.</typeparam>
    /// <param name="value">Floats that are integers within the range of the type.</param>
    /// <param name="target">The first element of the tensor.</param>
    /// <param name="at">Where the first lane goes.</param>
    /// <param name="count">How many lanes are stored.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<float> value, ref T target, nuint at, nuint count)
        where T : unmanaged
    {
        ref var start = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref target, at));
        var bytes = LowestBytes(value);
        if (count >= (nuint)Vector512<float>.Count)
        {
            bytes.StoreUnsafe(ref start);
            return;
        }

        var rest = bytes.AsUInt64().ToScalar();
        if ((count & sizeof(ulong)) != 0)
        {
            Unsafe.WriteUnaligned(ref start, rest);
            start = ref Unsafe.Add(ref start, sizeof(ulong));
            rest = bytes.AsUInt64().GetElement(1);
        }

        StoreFirst(rest, ref start, count);
    }

    /// <inheritdoc cref="Store{T}(Vector512{float}, ref T, nuint, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<float> value, ref T target, nuint at, nuint count)
        where T : unmanaged
    {
        ref var start = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref target, at));
        var bytes = LowestBytes(value);
        if (count >= (nuint)Vector256<float>.Count)
        {
            Unsafe.WriteUnaligned(ref start, bytes);
            return;
        }

        StoreFirst(bytes, ref start, count);
    }

    /// <inheritdoc cref="Store{T}(Vector512{float}, ref T, nuint, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<float> value, ref T target, nuint at, nuint count)
        where T : unmanaged
    {
        ref var start = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref target, at));
        var bytes = LowestBytes(value);
        if (count >= (nuint)Vector128<float>.Count)
        {
            Unsafe.WriteUnaligned(ref start, bytes);
            return;
        }

        StoreFirst(bytes, ref start, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LowestBytes(Vector512<float> value)
    {
        var integers = Vector512.ConvertToInt32Native(value);
        return Avx512F.IsSupported
            ? Avx512F.ConvertToVector128Byte(integers)
            : Vector128.Create(LowestBytes(value.GetLower()), LowestBytes(value.GetUpper())).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LowestBytes(Vector256<float> value)
    {
        var integers = Vector256.ConvertToInt32Native(value);
        var shorts = Vector128.Narrow(integers.GetLower(), integers.GetUpper());
        return Vector128.Narrow(shorts, shorts).AsUInt64().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LowestBytes(Vector128<float> value)
    {
        var integers = Vector128.ConvertToInt32Native(value);
        var shorts = Vector128.Narrow(integers, integers);
        return Vector128.Narrow(shorts, shorts).AsUInt32().ToScalar();
    }

    /// <summary>The first bytes of up to seven, by the bits of their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst(ulong bytes, ref byte start, nuint count)
    {
        if ((count & sizeof(uint)) != 0)
        {
            Unsafe.WriteUnaligned(ref start, (uint)bytes);
            start = ref Unsafe.Add(ref start, sizeof(uint));
            bytes >>= 32;
        }

        if ((count & sizeof(ushort)) != 0)
        {
            Unsafe.WriteUnaligned(ref start, (ushort)bytes);
            start = ref Unsafe.Add(ref start, sizeof(ushort));
            bytes >>= 16;
        }

        if ((count & 1) != 0)
        {
            start = (byte)bytes;
        }
    }
}
