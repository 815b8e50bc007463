using System;

namespace NormGen.Compiler.Tests.Support;

internal static class RandomNumbers
{
    /// <summary>A draw of the normal distribution, by Box and Muller.</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
