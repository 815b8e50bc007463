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

    /// <summary>s(x), within 2 ulp: t = e - e t once more gives t the precision of e, down to subnormal numbers.</summary>
    public Value Value(IrBuilder b)
    {
        var zero = b.Constant(0, X.Type);
        var refined = b.Fma(zero - Exponential, Tail, Exponential);
        return b.Select(b.LessOrEqual(X, zero), refined, b.Constant(1, X.Type) - refined).Named("logistic");
    }

    /// <summary>s'(x), at most 1/4.</summary>
    public Value Derivative() => (Tail - (Tail * Tail)).Named("slope");
}
