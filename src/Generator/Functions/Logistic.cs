using NormGen.Generator.Ir;

namespace NormGen.Generator.Functions;

/// <summary>
/// The logistic function s(x) = 1 / (1 + e^-x). All is computed from its smaller value t = s(-|x|) = e / (1 + e), e = e^-|x|, which
/// neither overflows nor cancels: s(x) is t or 1 - t, and s'(x) = t - t^2.
/// </summary>
/// <param name="X">What the function is taken of.</param>
/// <param name="Exponential">e.</param>
/// <param name="Tail">t.</param>
internal sealed record Logistic(Value X, Value Exponential, Value Tail)
{
    public static Logistic Of(IrBuilder b, Value x)
    {
        var e = Functions.Exponential.OfNegative(b, b.CopySign(x, b.Constant(-1, x.Type)));
        return new(x, e, (e / (b.Constant(1, x.Type) + e)).Named("tail"));
    }

    /// <summary>
    /// s(x), within 2 ulp, and within 1 above 0 next to it, where a result of 1/2 is all that a bound may be made of. What t lacks of solving t (1 + e) = e, over 1 + e, is added to it:
    /// the rounding of 1 + e is gone, and t has the precision of e, down to subnormal numbers.
    /// </summary>
    public Value Value(IrBuilder b)
    {
        var (zero, one) = (b.Constant(0, X.Type), b.Constant(1, X.Type));
        var lack = b.Fma(zero - Exponential, Tail, Exponential) - Tail;
        var refined = b.Fma(lack, one - Tail, Tail);
        return b.Select(b.LessOrEqual(X, zero), refined, one - refined).Named("logistic");
    }

    /// <summary>s'(x), at most 1/4.</summary>
    public Value Derivative() => (Tail - (Tail * Tail)).Named("slope");
}
