using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NormGen.Runtime;

namespace NormGen;

/// <summary>Sixteen floats in a register of 512 bits.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares registers; lanes compare one by one.")]
[SuppressMessage("Usage", "CA2225",
    Justification = "Formulas are written with operators; names beside them would only be a second way.")]
[DebuggerDisplay("{Bare}")]
public readonly struct FloatVector512 : IVector<FloatVector512>
{
    // A field, and below reinterpretation instead of construction: each call, an accessor's too, counts against what the JIT inlines.
    internal readonly Vector512<float> Bare;

    /// <summary>Wraps a register.</summary>
    /// <param name="register">The register.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatVector512(Vector512<float> register) => Bare = register;

    /// <summary>The register.</summary>
    public Vector512<float> Register => Bare;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FloatVector512(float value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 operator +(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(left.Bare + right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 operator -(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(left.Bare - right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 operator -(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(-value.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 operator *(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(left.Bare * right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 operator /(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(left.Bare / right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector512> operator <(FloatVector512 left, FloatVector512 right) =>
        Mask(Vector512.LessThan(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector512> operator <=(FloatVector512 left, FloatVector512 right) =>
        Mask(Vector512.LessThanOrEqual(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector512> operator >(FloatVector512 left, FloatVector512 right) =>
        Mask(Vector512.GreaterThan(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector512> operator >=(FloatVector512 left, FloatVector512 right) =>
        Mask(Vector512.GreaterThanOrEqual(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector512> IsNaN(FloatVector512 value) => Mask(Vector512.IsNaN(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Select(VectorMask<FloatVector512> condition, FloatVector512 then, FloatVector512 otherwise) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.ConditionalSelect(condition.Bits.Bare, then.Bare, otherwise.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Min(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Min(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Max(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Max(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Abs(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Abs(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 CopySign(FloatVector512 magnitude, FloatVector512 sign) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.CopySign(magnitude.Bare, sign.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Sqrt(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Sqrt(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 FusedMultiplyAdd(FloatVector512 left, FloatVector512 right, FloatVector512 addend) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.FusedMultiplyAdd(left.Bare, right.Bare, addend.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Floor(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Floor(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Ceiling(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Ceiling(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Round(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512.Round(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Exp(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512Functions.Exp(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Tanh(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512Functions.Tanh(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Sigmoid(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512Functions.Sigmoid(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector512 Erf(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(Vector512Functions.Erf(value.Bare));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector512 IVector<FloatVector512>.BitwiseAnd(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(left.Bare & right.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector512 IVector<FloatVector512>.BitwiseOr(FloatVector512 left, FloatVector512 right) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(left.Bare | right.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector512 IVector<FloatVector512>.BitwiseNot(FloatVector512 value) =>
        Unsafe.BitCast<Vector512<float>, FloatVector512>(~value.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static VectorMask<FloatVector512> Mask(Vector512<float> bits) =>
        Unsafe.BitCast<Vector512<float>, VectorMask<FloatVector512>>(bits);
}
