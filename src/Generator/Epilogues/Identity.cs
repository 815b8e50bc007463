using System;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Epilogues;

/// <summary>No activation.</summary>
internal sealed class Identity : Epilogue
{
    public override string Name => "";

    public override bool NeedsPreActivation => false;

    public override Value Value(IrBuilder b, Value x) => x;

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation) => outputGradient;
}
