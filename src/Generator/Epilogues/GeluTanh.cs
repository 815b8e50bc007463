using System;
using NormGen.Generator.Functions;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>
/// Gelu with its distribution function approximated by (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2 (Hendrycks and Gimpel, 2016), which
/// is s(w), s the logistic function and w twice that argument.
/// </summary>
internal sealed class GeluTanh : Epilogue
{
    // w = x (a + c x^2), a = 2 sqrt(2 / pi), c = 0.044715 a.
    private const double Linear = 1.5957691216057308;
    private const double Cubic = 0.071354816272600247;

    // From |x| = 16 on s' is 0, and w' needs not grow into infinity.
    private const double LargestSquare = 256;

    public override string Name => "GeluTanh";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) => x * Logistic.Of(b, Argument(b, x, x * x)).Value(b);

    // s + x w' s'.
    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        var square = b.AtMost(LargestSquare, x * x);
        var logistic = Logistic.Of(b, Argument(b, x, square));
        var slope = b.Fma(square, b.Constant(3 * Cubic, x.Type), b.Constant(Linear, x.Type));
        return outputGradient * b.Fma(x, slope * logistic.Derivative(), logistic.Value(b));
    }

    private static Value Argument(IrBuilder b, Value x, Value square) =>
        x * b.Fma(square, b.Constant(Cubic, x.Type), b.Constant(Linear, x.Type));
}
