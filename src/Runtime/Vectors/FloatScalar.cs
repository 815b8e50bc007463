using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NormGen.Runtime;

namespace NormGen;

/// <summary>
/// A single float: what every lane of a register computes. Functions that are written against <see cref="IVector{TSelf}"/> can be
/// called with it like those of <see cref="MathF"/>, in tests for instance.
/// </summary>
[SuppressMessage("Performance", "CA1815", Justification = "As the other vectors: lanes compare one by one.")]
[SuppressMessage("Usage", "CA2225",
    Justification = "Formulas are written with operators; names beside them would only be a second way.")]
[DebuggerDisplay("{Value}")]
public readonly struct FloatScalar : IVector<FloatScalar>
{
    /// <summary>Wraps a float.</summary>
    /// <param name="value">The float.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatScalar(float value) => Value = value;

    /// <summary>The float.</summary>
    public float Value { get; }

    private int Bits => BitConverter.SingleToInt32Bits(Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FloatScalar(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar operator +(FloatScalar left, FloatScalar right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar operator -(FloatScalar left, FloatScalar right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar operator -(FloatScalar value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar operator *(FloatScalar left, FloatScalar right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar operator /(FloatScalar left, FloatScalar right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatScalar> operator <(FloatScalar left, FloatScalar right) => Mask(left.Value < right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatScalar> operator <=(FloatScalar left, FloatScalar right) => Mask(left.Value <= right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatScalar> operator >(FloatScalar left, FloatScalar right) => Mask(left.Value > right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatScalar> operator >=(FloatScalar left, FloatScalar right) => Mask(left.Value >= right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatScalar> IsNaN(FloatScalar value) => Mask(float.IsNaN(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Select(VectorMask<FloatScalar> condition, FloatScalar then, FloatScalar otherwise) =>
        condition.Bits.Bits != 0 ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Min(FloatScalar left, FloatScalar right) => new(MathF.Min(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Max(FloatScalar left, FloatScalar right) => new(MathF.Max(left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Abs(FloatScalar value) => new(MathF.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar CopySign(FloatScalar magnitude, FloatScalar sign) =>
        new(MathF.CopySign(magnitude.Value, sign.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Sqrt(FloatScalar value) => new(MathF.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar FusedMultiplyAdd(FloatScalar left, FloatScalar right, FloatScalar addend) =>
        new(MathF.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Floor(FloatScalar value) => new(MathF.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Ceiling(FloatScalar value) => new(MathF.Ceiling(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Round(FloatScalar value) => new(MathF.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Exp(FloatScalar value) => new(ScalarFunctions.Exp(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Tanh(FloatScalar value) => new(ScalarFunctions.Tanh(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Sigmoid(FloatScalar value) => new(ScalarFunctions.Sigmoid(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatScalar Erf(FloatScalar value) => new(ScalarFunctions.Erf(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar IVector<FloatScalar>.BitwiseAnd(FloatScalar left, FloatScalar right) =>
        OfBits(left.Bits & right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar IVector<FloatScalar>.BitwiseOr(FloatScalar left, FloatScalar right) =>
        OfBits(left.Bits | right.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatScalar IVector<FloatScalar>.BitwiseNot(FloatScalar value) => OfBits(~value.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static VectorMask<FloatScalar> Mask(bool condition) => new(OfBits(condition ? -1 : 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FloatScalar OfBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));
}
