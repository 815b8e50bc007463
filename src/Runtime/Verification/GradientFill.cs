using System;
using NormGen.Reference;

namespace NormGen.Verification;

/// <summary>A kind of output gradient; some depend on the input.</summary>
internal sealed record GradientFill(string Name, Func<float[], TensorView, double, float[]> Make)
{
    public override string ToString() => Name;
}
