using System;
using NormGen.Generator.Functions;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>The hyperbolic tangent. 1 - tanh^2 would cancel far out; 4 s'(2x), s the logistic function, is the same and does not.</summary>
internal sealed class Tanh : Epilogue
{
    public override string Name => "Tanh";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) => HyperbolicTangent.Of(b, x);

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        return outputGradient * (b.Constant(4, x.Type) * Logistic.Of(b, x + x).Derivative());
    }
}
