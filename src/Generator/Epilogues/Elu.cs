using System;
using NormGen.Generator.Functions;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>x above 0 and alpha (e^x - 1) elsewhere (Clevert, Unterthiner and Hochreiter, 2016), with derivative alpha at 0.</summary>
/// <param name="alpha">The scale below 0; null for the default.</param>
internal sealed class Elu(float? alpha) : Epilogue
{
    private const float Unset = 1;

    private readonly float scale = alpha ?? Unset;

    public override string Name => "Elu" + AlphaName(scale, Unset);

    public override string Summary => "Elu" + AlphaSummary(scale);

    public override float? DefaultAlpha => Unset;

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x)
    {
        var negative = b.Constant(scale, x.Type) * Exponential.LessOneOfNegative(b, x);
        return b.Select(b.LessOrEqual(x, b.Constant(0, x.Type)), negative, x);
    }

    // e^0 is exactly 1, so that above 0 nothing needs to be chosen but alpha.
    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        var factor = b.Select(b.LessOrEqual(x, b.Constant(0, x.Type)), b.Constant(scale, x.Type), b.Constant(1, x.Type));
        return outputGradient * (factor * Exponential.OfNegative(b, b.AtMost(0, x)));
    }
}
