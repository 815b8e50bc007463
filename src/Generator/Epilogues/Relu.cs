using System;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>max(x, 0), with derivative 0 at 0. A maximum instruction would turn NaN into 0, hence the selection.</summary>
internal sealed class Relu : Epilogue
{
    public override string Name => "Relu";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) => ZeroWhereNotPositive(b, x, x);

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation) =>
        ZeroWhereNotPositive(b, preActivation(), outputGradient);

    private static Value ZeroWhereNotPositive(IrBuilder b, Value x, Value otherwise)
    {
        var zero = b.Constant(0, x.Type);
        return b.Select(b.LessOrEqual(x, zero), zero, otherwise);
    }
}
