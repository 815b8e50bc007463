using System;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>x above 0 and alpha x elsewhere (Maas, Hannun and Ng, 2013), with derivative alpha at 0.</summary>
/// <param name="alpha">The slope below 0; null for the default.</param>
internal sealed class LeakyRelu(float? alpha) : Epilogue
{
    private const float Unset = 0.01f;

    private readonly float slope = alpha ?? Unset;

    public override string Name => "LeakyRelu" + AlphaName(slope, Unset);

    public override string Summary => "LeakyRelu" + AlphaSummary(slope);

    public override float? DefaultAlpha => Unset;

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) => x * Slope(b, x);

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        return OrNaN(b, x, outputGradient * Slope(b, x));
    }

    private Value Slope(IrBuilder b, Value x) =>
        b.Select(b.LessOrEqual(x, b.Constant(0, x.Type)), b.Constant(slope, x.Type), b.Constant(1, x.Type));
}
