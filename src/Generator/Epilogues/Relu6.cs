using System;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>min(max(x, 0), 6) (Krizhevsky, 2010), with derivative 0 at 0 and at 6.</summary>
internal sealed class Relu6 : Epilogue
{
    public override string Name => "Relu6";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x)
    {
        var zero = b.Constant(0, x.Type);
        return b.AtMost(6, b.Select(b.LessOrEqual(x, zero), zero, x));
    }

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        var zero = b.Constant(0, x.Type);
        var below = b.Select(b.LessOrEqual(b.Constant(6, x.Type), x), zero, OrNaN(b, x, outputGradient));
        return b.Select(b.LessOrEqual(x, zero), zero, below);
    }
}
