using System;

namespace NormGen.Verification;

/// <summary>Floats as doubles.</summary>
internal static class Widened
{
    public static double[] Of(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);
}
