using NormGen.Generator.Ir;

namespace NormGen.Generator.Functions;

/// <summary>
/// erf x, the integral of 2 / sqrt(pi) e^-t^2 from 0 to x, within 2 ulp. Next to 0 an odd polynomial; beyond, erf |x| = 1 - e^p(|x|) with p
/// the polynomial of the logarithm of 1 - erf.
/// </summary>
internal static class ErrorFunction
{
    private const double NextToZero = 0.925;

    // From here on erf is nearer to 1 than to any other float.
    private const double Saturated = 4;

    // erf(x) / x - 1 in powers of x^2 on |x| <= 0.93, fitted to the least relative error of erf.
    private static readonly float[] Near =
    [
        0.12837915122509003f, -0.3761247992515564f, 0.11281682550907135f, -0.026761718094348907f, 0.0049859387800097466f,
        -0.0005953733925707638f,
    ];

    // ln(1 - erf(x)) / x on 0.92 <= x <= 3.95, fitted to the least relative error of erf.
    private static readonly float[] Far =
    [
        -1.1285144090652466f, -0.6357183456420898f, -0.10526182502508163f, 0.02288995124399662f, -0.0032149511389434338f,
        0.00021398437635820512f,
    ];

    /// <summary>erf x: -1 and 1 far out, the zero of its sign for a zero, NaN for NaN.</summary>
    public static Value Of(IrBuilder b, Value x)
    {
        var near = b.Fma(Polynomial.Of(b, x * x, Near), x, x);
        var magnitude = b.Absolute(x).Named("magnitude");
        var limited = b.AtMost(Saturated, magnitude);
        var complement = Exponential.OfNegative(b, limited * Polynomial.Of(b, limited, Far));
        var far = b.CopySign(b.Constant(1, x.Type) - complement, x);
        return b.Select(b.LessOrEqual(magnitude, b.Constant(NextToZero, x.Type)), near, far).Named("error");
    }
}
