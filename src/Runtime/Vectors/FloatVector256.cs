using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NormGen.Runtime;

namespace NormGen;

/// <summary>Eight floats in a register of 256 bits.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares registers; lanes compare one by one.")]
[SuppressMessage("Usage", "CA2225",
    Justification = "Formulas are written with operators; names beside them would only be a second way.")]
[DebuggerDisplay("{Bare}")]
public readonly struct FloatVector256 : IVector<FloatVector256>
{
    // A field, and below reinterpretation instead of construction: each call, an accessor's too, counts against what the JIT inlines.
    internal readonly Vector256<float> Bare;

    /// <summary>Wraps a register.</summary>
    /// <param name="register">The register.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatVector256(Vector256<float> register) => Bare = register;

    /// <summary>The register.</summary>
    public Vector256<float> Register => Bare;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FloatVector256(float value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 operator +(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(left.Bare + right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 operator -(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(left.Bare - right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 operator -(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(-value.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 operator *(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(left.Bare * right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 operator /(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(left.Bare / right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector256> operator <(FloatVector256 left, FloatVector256 right) =>
        Mask(Vector256.LessThan(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector256> operator <=(FloatVector256 left, FloatVector256 right) =>
        Mask(Vector256.LessThanOrEqual(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector256> operator >(FloatVector256 left, FloatVector256 right) =>
        Mask(Vector256.GreaterThan(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector256> operator >=(FloatVector256 left, FloatVector256 right) =>
        Mask(Vector256.GreaterThanOrEqual(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector256> IsNaN(FloatVector256 value) => Mask(Vector256.IsNaN(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Select(VectorMask<FloatVector256> condition, FloatVector256 then, FloatVector256 otherwise) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.ConditionalSelect(condition.Bits.Bare, then.Bare, otherwise.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Min(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Min(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Max(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Max(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Abs(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Abs(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 CopySign(FloatVector256 magnitude, FloatVector256 sign) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.CopySign(magnitude.Bare, sign.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Sqrt(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Sqrt(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 FusedMultiplyAdd(FloatVector256 left, FloatVector256 right, FloatVector256 addend) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.FusedMultiplyAdd(left.Bare, right.Bare, addend.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Floor(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Floor(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Ceiling(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Ceiling(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Round(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256.Round(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Exp(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256Functions.Exp(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Tanh(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256Functions.Tanh(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Sigmoid(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256Functions.Sigmoid(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector256 Erf(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(Vector256Functions.Erf(value.Bare));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector256 IVector<FloatVector256>.BitwiseAnd(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(left.Bare & right.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector256 IVector<FloatVector256>.BitwiseOr(FloatVector256 left, FloatVector256 right) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(left.Bare | right.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector256 IVector<FloatVector256>.BitwiseNot(FloatVector256 value) =>
        Unsafe.BitCast<Vector256<float>, FloatVector256>(~value.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static VectorMask<FloatVector256> Mask(Vector256<float> bits) =>
        Unsafe.BitCast<Vector256<float>, VectorMask<FloatVector256>>(bits);
}
