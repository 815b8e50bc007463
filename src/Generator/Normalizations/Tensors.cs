using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>The tensors that passes take; every other buffer is a table that the layer keeps.</summary>
internal static class Tensors
{
    public static readonly Region Input = new("input");

    /// <summary>What is added to the normalized value.</summary>
    public static readonly Region Residual = new("residual");

    /// <summary>Input and residual added up before the normalization.</summary>
    public static readonly Region Sum = new("sum");

    public static readonly Region Output = new("output");

    public static readonly Region OutputGradient = new("outputGradient");

    /// <summary>What flows back into the sum from elsewhere.</summary>
    public static readonly Region SumGradient = new("sumGradient");

    public static readonly Region InputGradient = new("inputGradient");

    public static readonly Region ResidualGradient = new("residualGradient");

    private static readonly HashSet<string> Names =
    [
        .. new[] { Input, Residual, Sum, Output, OutputGradient, SumGradient, InputGradient, ResidualGradient }.Select(tensor => tensor.Name),
    ];

    /// <summary>Whether it is a tensor, in whatever way it is stored.</summary>
    public static bool Contain(Region region) => Names.Contains(region.Name);
}
