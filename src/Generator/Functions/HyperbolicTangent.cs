using NormGen.Generator.Ir;

namespace NormGen.Generator.Functions;

/// <summary>
/// tanh x, within 2 ulp. Next to 0 an odd polynomial; beyond, tanh |x| = 1 - 2 t with t = e^-2|x| / (1 + e^-2|x|), the smaller value of the
/// logistic function at 2x, which is at most a quarter there.
/// </summary>
internal static class HyperbolicTangent
{
    private const double NextToZero = 0.6;

    // (tanh x - x) / x^3 in powers of x^2 on |x| <= 0.6, fitted to the least relative error of tanh.
    private static readonly float[] Coefficients =
        [-0.33333298563957214f, 0.13331924378871918f, -0.053783826529979706f, 0.020795954391360283f, -0.005895139649510384f];

    /// <summary>tanh x: -1 and 1 far out, the zero of its sign for a zero, NaN for NaN.</summary>
    public static Value Of(IrBuilder b, Value x)
    {
        var magnitude = b.Absolute(x).Named("magnitude");
        var square = x * x;
        var near = b.Fma(Polynomial.Of(b, square, Coefficients) * square, magnitude, magnitude);
        var tail = Logistic.Of(b, magnitude + magnitude).Tail;
        var far = b.Fma(b.Constant(-2, x.Type), tail, b.Constant(1, x.Type));
        return b.CopySign(b.Select(b.LessOrEqual(magnitude, b.Constant(NextToZero, x.Type)), near, far), x).Named("tangent");
    }
}
