using System;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>x min(max(x + 3, 0), 6) / 6 (Howard et al., 2019), with derivative 0 at -3 and 1 at 3.</summary>
internal sealed class HardSwish : Epilogue
{
    public override string Name => "HardSwish";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) =>
        x * (b.AtMost(6, b.AtLeast(0, x + b.Constant(3, x.Type))) * b.Constant(1.0 / 6, x.Type));

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        var three = b.Constant(3, x.Type);
        var between = outputGradient * b.Fma(x, b.Constant(1.0 / 3, x.Type), b.Constant(0.5, x.Type));
        var above = b.Select(b.LessOrEqual(three, x), outputGradient, between);
        return b.Select(b.LessOrEqual(x, b.Constant(-3, x.Type)), b.Constant(0, x.Type), above);
    }
}
