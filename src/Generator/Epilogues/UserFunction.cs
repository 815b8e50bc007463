using System;
using System.Collections.Generic;
using NormGen.Generator.Ir;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Epilogues;

/// <summary>A function of the user's: calls that the JIT compiles into the loop, and dy times the derivative backward.</summary>
internal sealed class UserFunction(UserEpilogue epilogue) : Epilogue
{
    private const string Parameter = "epilogueParameter";

    public override string Name => epilogue.Name;

    public override bool NeedsPreActivation => true;

    public override IReadOnlyList<string> Scalars => epilogue.TakesParameter ? [Parameter] : [];

    public override Value Value(IrBuilder b, Value x) => Call(b, "Value", x);

    public override Value Gradient(IrBuilder b, Value outputGradient, Func<Value> preActivation) =>
        outputGradient * Call(b, "Derivative", preActivation());

    private Value Call(IrBuilder b, string method, Value x)
    {
        var function = $"EpilogueCall.{method}<{epilogue.TypeName}>";
        return epilogue.TakesParameter ? b.Call(function, x, b.Uniform(Parameter)) : b.Call(function, x);
    }
}
