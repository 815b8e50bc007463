using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NormGen;

/// <summary>The lanes of a vector where a condition holds: what comparisons give, and <see cref="IVector{TSelf}.Select"/> takes.</summary>
/// <typeparam name="T">The vector.</typeparam>
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares masks; a vector has no single truth.")]
[SuppressMessage("Usage", "CA2225",
    Justification = "Conditions are written with operators; names beside them would only be a second way.")]
[DebuggerDisplay("{Bits}")]
public readonly struct VectorMask<T>
    where T : struct, IVector<T>
{
    // All bits of a lane, or none.
    internal readonly T Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal VectorMask(T bits) => Bits = bits;

    /// <summary>Where both hold.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    /// <returns>The lanes where both do.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<T> operator &(VectorMask<T> left, VectorMask<T> right) =>
        Unsafe.BitCast<T, VectorMask<T>>(T.BitwiseAnd(left.Bits, right.Bits));

    /// <summary>Where either holds.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    /// <returns>The lanes where one does, or both.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<T> operator |(VectorMask<T> left, VectorMask<T> right) =>
        Unsafe.BitCast<T, VectorMask<T>>(T.BitwiseOr(left.Bits, right.Bits));

    /// <summary>Where it does not hold.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>The other lanes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<T> operator !(VectorMask<T> condition) =>
        Unsafe.BitCast<T, VectorMask<T>>(T.BitwiseNot(condition.Bits));
}
