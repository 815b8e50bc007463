using System;
using NormGen.Generator.Functions;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>1 / (1 + e^-x).</summary>
internal sealed class Sigmoid : Epilogue
{
    public override string Name => "Sigmoid";

    public override bool NeedsPreActivation => true;

    public override Value Value(IrBuilder b, Value x) => Logistic.Of(b, x).Value(b);

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation) =>
        outputGradient * Logistic.Of(b, preActivation()).Derivative();
}
