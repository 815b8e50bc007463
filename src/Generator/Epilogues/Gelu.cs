using System;
using NormGen.Generator.Functions;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>x Phi(x), Phi the distribution function of the normal distribution (Hendrycks and Gimpel, 2016): x / 2 (1 + erf(x / sqrt 2)).</summary>
internal sealed class Gelu : Epilogue
{
    private const double RootOfHalf = 0.70710678118654752;

    // 1 / sqrt(2 pi), the density at 0.
    private const double Density = 0.39894228040143268;

    public override string Name => "Gelu";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) => x * Distribution(b, x);

    // Phi + x phi, phi = e^(-x^2 / 2) / sqrt(2 pi).
    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        var density = Exponential.OfNegative(b, x * x * b.Constant(-0.5, x.Type)) * b.Constant(Density, x.Type);
        return outputGradient * b.Fma(x, density, Distribution(b, x));
    }

    private static Value Distribution(IrBuilder b, Value x)
    {
        var half = b.Constant(0.5, x.Type);
        return b.Fma(half, ErrorFunction.Of(b, x * b.Constant(RootOfHalf, x.Type)), half);
    }
}
