using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NormGen.Runtime;

/// <summary>For generated code: calls of a user's epilogue on registers, which the JIT compiles to the epilogue's own instructions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EpilogueCall
{
    /// <summary>The epilogue's value.</summary>
    /// <typeparam name="TEpilogue">The epilogue.</typeparam>
    /// <param name="x">The normalized values.</param>
    /// <returns>The outputs.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value<TEpilogue>(Vector512<float> x)
        where TEpilogue : struct, IEpilogue => TEpilogue.Value(Unsafe.BitCast<Vector512<float>, FloatVector512>(x)).Bare;

    /// <inheritdoc cref="Value{TEpilogue}(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value<TEpilogue>(Vector256<float> x)
        where TEpilogue : struct, IEpilogue => TEpilogue.Value(Unsafe.BitCast<Vector256<float>, FloatVector256>(x)).Bare;

    /// <inheritdoc cref="Value{TEpilogue}(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Value<TEpilogue>(Vector128<float> x)
        where TEpilogue : struct, IEpilogue => TEpilogue.Value(Unsafe.BitCast<Vector128<float>, FloatVector128>(x)).Bare;

    /// <inheritdoc cref="Value{TEpilogue}(Vector512{float})"/>
    /// <param name="x">The values before the epilogue.</param>
    /// <param name="parameter">The layer's parameter in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value<TEpilogue>(Vector512<float> x, Vector512<float> parameter)
        where TEpilogue : struct, IParametricEpilogue =>
        TEpilogue.Value(Unsafe.BitCast<Vector512<float>, FloatVector512>(x), Unsafe.BitCast<Vector512<float>, FloatVector512>(parameter)).Bare;

    /// <inheritdoc cref="Value{TEpilogue}(Vector512{float})"/>
    /// <param name="x">The values before the epilogue.</param>
    /// <param name="parameter">The layer's parameter in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value<TEpilogue>(Vector256<float> x, Vector256<float> parameter)
        where TEpilogue : struct, IParametricEpilogue =>
        TEpilogue.Value(Unsafe.BitCast<Vector256<float>, FloatVector256>(x), Unsafe.BitCast<Vector256<float>, FloatVector256>(parameter)).Bare;

    /// <inheritdoc cref="Value{TEpilogue}(Vector512{float})"/>
    /// <param name="x">The values before the epilogue.</param>
    /// <param name="parameter">The layer's parameter in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Value<TEpilogue>(Vector128<float> x, Vector128<float> parameter)
        where TEpilogue : struct, IParametricEpilogue =>
        TEpilogue.Value(Unsafe.BitCast<Vector128<float>, FloatVector128>(x), Unsafe.BitCast<Vector128<float>, FloatVector128>(parameter)).Bare;

    /// <summary>The epilogue's derivative.</summary>
    /// <typeparam name="TEpilogue">The epilogue.</typeparam>
    /// <param name="x">The values before the epilogue.</param>
    /// <returns>The derivatives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative<TEpilogue>(Vector512<float> x)
        where TEpilogue : struct, IDifferentiableEpilogue =>
        TEpilogue.Derivative(Unsafe.BitCast<Vector512<float>, FloatVector512>(x)).Bare;

    /// <inheritdoc cref="Derivative{TEpilogue}(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Derivative<TEpilogue>(Vector256<float> x)
        where TEpilogue : struct, IDifferentiableEpilogue =>
        TEpilogue.Derivative(Unsafe.BitCast<Vector256<float>, FloatVector256>(x)).Bare;

    /// <inheritdoc cref="Derivative{TEpilogue}(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Derivative<TEpilogue>(Vector128<float> x)
        where TEpilogue : struct, IDifferentiableEpilogue =>
        TEpilogue.Derivative(Unsafe.BitCast<Vector128<float>, FloatVector128>(x)).Bare;

    /// <inheritdoc cref="Derivative{TEpilogue}(Vector512{float})"/>
    /// <param name="x">The values before the epilogue.</param>
    /// <param name="parameter">The layer's parameter in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative<TEpilogue>(Vector512<float> x, Vector512<float> parameter)
        where TEpilogue : struct, IDifferentiableParametricEpilogue =>
        TEpilogue.Derivative(Unsafe.BitCast<Vector512<float>, FloatVector512>(x), Unsafe.BitCast<Vector512<float>, FloatVector512>(parameter)).Bare;

    /// <inheritdoc cref="Derivative{TEpilogue}(Vector512{float})"/>
    /// <param name="x">The values before the epilogue.</param>
    /// <param name="parameter">The layer's parameter in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Derivative<TEpilogue>(Vector256<float> x, Vector256<float> parameter)
        where TEpilogue : struct, IDifferentiableParametricEpilogue =>
        TEpilogue.Derivative(Unsafe.BitCast<Vector256<float>, FloatVector256>(x), Unsafe.BitCast<Vector256<float>, FloatVector256>(parameter)).Bare;

    /// <inheritdoc cref="Derivative{TEpilogue}(Vector512{float})"/>
    /// <param name="x">The values before the epilogue.</param>
    /// <param name="parameter">The layer's parameter in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Derivative<TEpilogue>(Vector128<float> x, Vector128<float> parameter)
        where TEpilogue : struct, IDifferentiableParametricEpilogue =>
        TEpilogue.Derivative(Unsafe.BitCast<Vector128<float>, FloatVector128>(x), Unsafe.BitCast<Vector128<float>, FloatVector128>(parameter)).Bare;
}
