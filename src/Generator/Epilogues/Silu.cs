using System;
using NormGen.Generator.Functions;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>x s(x), s the logistic function (Elfwing, Uchibe and Doya, 2018; Swish of Ramachandran et al., 2017).</summary>
internal sealed class Silu : Epilogue
{
    public override string Name => "Silu";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) => x * Logistic.Of(b, x).Value(b);

    // s + x s'.
    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation)
    {
        var x = preActivation();
        var logistic = Logistic.Of(b, x);
        return outputGradient * b.Fma(x, logistic.Derivative(), logistic.Value(b));
    }
}
