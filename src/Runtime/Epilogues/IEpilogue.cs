namespace NormGen;

/// <summary>
/// A function of one's own that a layer applies to the normalized value, residual included, before it stores it:
/// <c>[LayerNorm(768, Epilogue = typeof(SoftSign))]</c>. The struct is never created; its method is compiled into the kernel's loop, once
/// for each width of registers.
/// </summary>
/// <remarks>
/// Mark the method <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c>, or a long formula is called instead of inlined. It has to
/// be a pure function of its argument: kernels call it in any order, on several threads, and on lanes that nobody sees. With this
/// interface alone a layer has <c>Passes = Passes.Inference</c>; for training see <see cref="IDifferentiableEpilogue"/>.
/// </remarks>
/// <example>
/// The soft sign, x / (1 + |x|):
/// <code>
/// public readonly struct SoftSign : IEpilogue
/// {
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public static T Value&lt;T&gt;(T x)
///         where T : struct, IVector&lt;T&gt; => x / (1f + T.Abs(x));
/// }
/// </code>
/// </example>
public interface IEpilogue
{
    /// <summary>The output for a normalized value.</summary>
    /// <typeparam name="T">The registers of the machine.</typeparam>
    /// <param name="x">The normalized value, the residual added. NaN should stay NaN.</param>
    /// <returns>The output.</returns>
    static abstract T Value<T>(T x)
        where T : struct, IVector<T>;
}

/// <summary>An epilogue that a gradient can come back through, for layers that train.</summary>
public interface IDifferentiableEpilogue : IEpilogue
{
    /// <summary>
    /// The derivative of <see cref="IEpilogue.Value"/>. The gradient by the value before the epilogue is
    /// <c>outputGradient * Derivative(x)</c>, rounded once more.
    /// </summary>
    /// <typeparam name="T">The registers of the machine.</typeparam>
    /// <param name="x">The value that the forward pass saw, bit for bit.</param>
    /// <returns>The derivative there.</returns>
    static abstract T Derivative<T>(T x)
        where T : struct, IVector<T>;
}
