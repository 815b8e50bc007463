using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NormGen.Runtime;

namespace NormGen;

/// <summary>Four floats in a register of 128 bits.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Nobody compares registers; lanes compare one by one.")]
[SuppressMessage("Usage", "CA2225",
    Justification = "Formulas are written with operators; names beside them would only be a second way.")]
[DebuggerDisplay("{Bare}")]
public readonly struct FloatVector128 : IVector<FloatVector128>
{
    // A field, and below reinterpretation instead of construction: each call, an accessor's too, counts against what the JIT inlines.
    internal readonly Vector128<float> Bare;

    /// <summary>Wraps a register.</summary>
    /// <param name="register">The register.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatVector128(Vector128<float> register) => Bare = register;

    /// <summary>The register.</summary>
    public Vector128<float> Register => Bare;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FloatVector128(float value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 operator +(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(left.Bare + right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 operator -(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(left.Bare - right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 operator -(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(-value.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 operator *(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(left.Bare * right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 operator /(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(left.Bare / right.Bare);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector128> operator <(FloatVector128 left, FloatVector128 right) =>
        Mask(Vector128.LessThan(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector128> operator <=(FloatVector128 left, FloatVector128 right) =>
        Mask(Vector128.LessThanOrEqual(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector128> operator >(FloatVector128 left, FloatVector128 right) =>
        Mask(Vector128.GreaterThan(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector128> operator >=(FloatVector128 left, FloatVector128 right) =>
        Mask(Vector128.GreaterThanOrEqual(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorMask<FloatVector128> IsNaN(FloatVector128 value) => Mask(Vector128.IsNaN(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Select(VectorMask<FloatVector128> condition, FloatVector128 then, FloatVector128 otherwise) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.ConditionalSelect(condition.Bits.Bare, then.Bare, otherwise.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Min(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Min(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Max(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Max(left.Bare, right.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Abs(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Abs(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 CopySign(FloatVector128 magnitude, FloatVector128 sign) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.CopySign(magnitude.Bare, sign.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Sqrt(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Sqrt(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 FusedMultiplyAdd(FloatVector128 left, FloatVector128 right, FloatVector128 addend) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.FusedMultiplyAdd(left.Bare, right.Bare, addend.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Floor(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Floor(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Ceiling(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Ceiling(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Round(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128.Round(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Exp(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128Functions.Exp(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Tanh(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128Functions.Tanh(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Sigmoid(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128Functions.Sigmoid(value.Bare));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatVector128 Erf(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(Vector128Functions.Erf(value.Bare));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector128 IVector<FloatVector128>.BitwiseAnd(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(left.Bare & right.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector128 IVector<FloatVector128>.BitwiseOr(FloatVector128 left, FloatVector128 right) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(left.Bare | right.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FloatVector128 IVector<FloatVector128>.BitwiseNot(FloatVector128 value) =>
        Unsafe.BitCast<Vector128<float>, FloatVector128>(~value.Bare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static VectorMask<FloatVector128> Mask(Vector128<float> bits) =>
        Unsafe.BitCast<Vector128<float>, VectorMask<FloatVector128>>(bits);
}
