using NormGen.Generator.Ir;

namespace NormGen.Generator.Functions;

/// <summary>
/// e^x and e^x - 1. With n the integer nearest to x / ln 2 and r = x - n ln 2, e^x = 2^n e^r, and r lies within half of ln 2 around 0,
/// where a polynomial has e^r - 1 to a quarter of 2^-24. Both are within 1 ulp.
/// </summary>
internal static class Exponential
{
    // Past these e^x is infinite, or less than half of the least subnormal number.
    private const double Largest = 89;
    private const double Least = -104;

    // Below this e^x - 1 is nearer to -1 than to any other float.
    private const double LeastLessOne = -20;

    // A sum with this number has no room for a fraction.
    private const double RoundsToIntegers = 12582912;

    private const double PerLogarithmOfTwo = 1.4426950408889634;

    // ln 2 in two parts; products of the first with n are exact.
    private const double UpperLogarithmOfTwo = 0.693359375;
    private const double LowerLogarithmOfTwo = -2.121944400546905827679e-4;

    // (e^r - 1 - r) / r^2 on |r| <= ln(2) / 2, fitted to the least relative error of e^r - 1.
    private static readonly float[] Coefficients =
        [0.4999999701976776f, 0.1666654348373413f, 0.04166720062494278f, 0.008366520516574383f, 0.0013882514322176576f];

    /// <summary>e^x: infinity from 88.73 on, 0 from -103.98 down, subnormal numbers before that; NaN for NaN.</summary>
    public static Value Of(IrBuilder b, Value x) => OfAtMostLargest(b, b.AtMost(Largest, x));

    /// <summary>e^x where x is at most 0.</summary>
    public static Value OfNegative(IrBuilder b, Value x) => OfAtMostLargest(b, x);

    /// <summary>e^x - 1 where x is at most 0, with the precision of its own size next to 0; anything where x is above 0.</summary>
    public static Value LessOneOfNegative(IrBuilder b, Value x)
    {
        var (n, r) = Reduce(b, b.AtLeast(LeastLessOne, x));
        var one = b.Constant(1, x.Type);
        var power = b.Scale(one, n).Named("power");
        return b.Fma(power, b.Fma(r * r, Polynomial.Of(b, r, Coefficients), r), power - one);
    }

    private static Value OfAtMostLargest(IrBuilder b, Value x)
    {
        var (n, r) = Reduce(b, b.AtLeast(Least, x));
        var one = b.Constant(1, x.Type);
        return b.Scale(b.Fma(b.Fma(Polynomial.Of(b, r, Coefficients), r, one), r, one), n).Named("exponential");
    }

    private static (Value N, Value R) Reduce(IrBuilder b, Value x)
    {
        var limit = b.Constant(RoundsToIntegers, x.Type);
        var n = (b.Fma(x, b.Constant(PerLogarithmOfTwo, x.Type), limit) - limit).Named("exponent");
        var upper = b.Fma(n, b.Constant(-UpperLogarithmOfTwo, x.Type), x);
        return (n, b.Fma(n, b.Constant(-LowerLogarithmOfTwo, x.Type), upper).Named("rest"));
    }
}
