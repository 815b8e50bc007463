using System;

namespace NormGen.Verification;

/// <summary>A kind of output gradient; some depend on the input.</summary>
internal sealed record GradientFill(string Name, Func<NormalizedInput, float[]> Make)
{
    public override string ToString() => Name;
}
