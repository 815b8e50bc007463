namespace NormGen;

/// <summary>
/// As <see cref="IEpilogue"/>, with a number that is set at run time: the layer's <c>EpilogueParameter</c>, the same for every element.
/// </summary>
/// <example>
/// A clip at both sides:
/// <code>
/// public readonly struct Clip : IParametricEpilogue
/// {
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public static T Value&lt;T&gt;(T x, T parameter)
///         where T : struct, IVector&lt;T&gt; => T.Min(T.Max(x, -parameter), parameter);
/// }
/// </code>
/// </example>
public interface IParametricEpilogue
{
    /// <summary>The output for a normalized value.</summary>
    /// <typeparam name="T">The registers of the machine.</typeparam>
    /// <param name="x">The normalized value, the residual added. NaN should stay NaN.</param>
    /// <param name="parameter">The layer's parameter, in every lane.</param>
    /// <returns>The output.</returns>
    static abstract T Value<T>(T x, T parameter)
        where T : struct, IVector<T>;
}

/// <summary>An epilogue with a parameter that a gradient can come back through, for layers that train.</summary>
/// <remarks>The parameter is set, not learned: there is no gradient by it.</remarks>
public interface IDifferentiableParametricEpilogue : IParametricEpilogue
{
    /// <summary>The derivative of <see cref="IParametricEpilogue.Value"/> by its first argument.</summary>
    /// <typeparam name="T">The registers of the machine.</typeparam>
    /// <param name="x">The value that the forward pass saw, bit for bit.</param>
    /// <param name="parameter">The layer's parameter, in every lane.</param>
    /// <returns>The derivative there.</returns>
    static abstract T Derivative<T>(T x, T parameter)
        where T : struct, IVector<T>;
}
