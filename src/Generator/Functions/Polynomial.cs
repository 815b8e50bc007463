using NormGen.Generator.Ir;

namespace NormGen.Generator.Functions;

/// <summary>Polynomials by Horner's rule: one fused step for each coefficient after the first.</summary>
internal static class Polynomial
{
    /// <summary><c>c[0] + c[1] x + c[2] x^2 + ...</c>.</summary>
    public static Value Of(IrBuilder b, Value x, params float[] coefficients)
    {
        var last = coefficients.Length - 1;
        var sum = b.Constant(coefficients[last], x.Type);
        for (var i = last - 1; i >= 0; i--)
        {
            sum = b.Fma(sum, x, b.Constant(coefficients[i], x.Type));
        }

        return sum;
    }
}
