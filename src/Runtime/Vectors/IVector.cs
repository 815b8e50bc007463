using System;
using System.Diagnostics.CodeAnalysis;

namespace NormGen;

/// <summary>
/// Floats that are computed with side by side: a register of an instruction set, or a single float. An epilogue is written against this
/// interface (<see cref="IEpilogue"/>) and compiled for each of them.
/// </summary>
/// <remarks>
/// Every operation works lane by lane, and gives the same bits whatever the number of lanes and whatever the machine has; any NaN is as
/// good as any other. Products and sums are rounded one by one: nothing is fused but what <see cref="FusedMultiplyAdd"/> fuses. The
/// implementations are those of this library; there are members that nobody else can write.
/// </remarks>
/// <typeparam name="TSelf">The type that implements the interface.</typeparam>
/// <example>
/// The soft sign, x / (1 + |x|):
/// <code>
/// public static T Value&lt;T&gt;(T x)
///     where T : struct, IVector&lt;T&gt; => x / (1f + T.Abs(x));
/// </code>
/// </example>
[SuppressMessage("Design", "CA1000",
    Justification = "Static members of a type parameter are what the interface is for: T.Sqrt(x).")]
[SuppressMessage("Usage", "CA2225",
    Justification = "Formulas are written with operators; names beside them would only be a second way.")]
public interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    /// <summary>The number in every lane; a plain float stands for it wherever a vector is expected.</summary>
    /// <param name="value">The number.</param>
    static abstract implicit operator TSelf(float value);

    /// <summary><c>left + right</c>, rounded to nearest even, as all arithmetic here.</summary>
    /// <param name="left">The first summand.</param>
    /// <param name="right">The second summand.</param>
    /// <returns>The sum.</returns>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary><c>left - right</c>.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    /// <returns>The difference.</returns>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The value with its sign turned, that of zeros and NaN too.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its opposite.</returns>
    static abstract TSelf operator -(TSelf value);

    /// <summary><c>left * right</c>.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    /// <returns>The product.</returns>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary><c>left / right</c>, correctly rounded: never by an estimate of the reciprocal.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <returns>The quotient.</returns>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Where <c>left &lt; right</c>; nowhere where either is NaN.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <returns>The lanes where it holds.</returns>
    static abstract VectorMask<TSelf> operator <(TSelf left, TSelf right);

    /// <summary>Where <c>left &lt;= right</c>; nowhere where either is NaN.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <returns>The lanes where it holds.</returns>
    static abstract VectorMask<TSelf> operator <=(TSelf left, TSelf right);

    /// <summary>Where <c>left &gt; right</c>; nowhere where either is NaN.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <returns>The lanes where it holds.</returns>
    static abstract VectorMask<TSelf> operator >(TSelf left, TSelf right);

    /// <summary>Where <c>left &gt;= right</c>; nowhere where either is NaN.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <returns>The lanes where it holds.</returns>
    static abstract VectorMask<TSelf> operator >=(TSelf left, TSelf right);

    /// <summary>Where the value is NaN.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The lanes where it is.</returns>
    static abstract VectorMask<TSelf> IsNaN(TSelf value);

    /// <summary><paramref name="then"/> where the condition holds, else <paramref name="otherwise"/>. Both are computed everywhere.</summary>
    /// <param name="condition">The lanes to choose by.</param>
    /// <param name="then">What is taken where it holds.</param>
    /// <param name="otherwise">What is taken elsewhere.</param>
    /// <returns>The choice.</returns>
    static abstract TSelf Select(VectorMask<TSelf> condition, TSelf then, TSelf otherwise);

    /// <summary>The smaller value, as <see cref="MathF.Min"/> has it: NaN where either is NaN, and -0 below 0.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller one.</returns>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger value, as <see cref="MathF.Max"/> has it: NaN where either is NaN, and 0 above -0.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>The larger one.</returns>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The value without its sign.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its magnitude.</returns>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The magnitude of one value with the sign of the other, which may be a zero or NaN.</summary>
    /// <param name="magnitude">What gives the magnitude.</param>
    /// <param name="sign">What gives the sign.</param>
    /// <returns>The value of both.</returns>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The square root, correctly rounded; NaN of what is below zero.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its root.</returns>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>
    /// <c>left * right + addend</c>, rounded once. On machines without such an instruction it gives the same bits, about a hundred times
    /// as slowly.
    /// </summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    /// <param name="addend">What is added to their product.</param>
    /// <returns>The result.</returns>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The nearest integer not above the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The integer, as a float.</returns>
    static abstract TSelf Floor(TSelf value);

    /// <summary>The nearest integer not below the value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The integer, as a float.</returns>
    static abstract TSelf Ceiling(TSelf value);

    /// <summary>The nearest integer; halfway between two the even one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The integer, as a float.</returns>
    static abstract TSelf Round(TSelf value);

    /// <summary>e^x, within 1 unit in the last place: infinity from 88.73 on, 0 from -103.98 down.</summary>
    /// <param name="value">x.</param>
    /// <returns>The power of e.</returns>
    static abstract TSelf Exp(TSelf value);

    /// <summary>The hyperbolic tangent, within 2 units in the last place.</summary>
    /// <param name="value">x.</param>
    /// <returns>A value from -1 to 1, with the sign of the argument.</returns>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>The logistic function 1 / (1 + e^-x), within 2 units in the last place, down to subnormal numbers.</summary>
    /// <param name="value">x.</param>
    /// <returns>A value from 0 to 1.</returns>
    static abstract TSelf Sigmoid(TSelf value);

    /// <summary>The error function, within 2 units in the last place.</summary>
    /// <param name="value">x.</param>
    /// <returns>A value from -1 to 1, with the sign of the argument.</returns>
    static abstract TSelf Erf(TSelf value);

    /// <summary>The bits that both have.</summary>
    internal static abstract TSelf BitwiseAnd(TSelf left, TSelf right);

    /// <summary>The bits that either has.</summary>
    internal static abstract TSelf BitwiseOr(TSelf left, TSelf right);

    /// <summary>The bits that the value does not have.</summary>
    internal static abstract TSelf BitwiseNot(TSelf value);
}
