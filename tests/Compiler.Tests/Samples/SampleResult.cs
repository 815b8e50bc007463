using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Kernels;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Ir;

namespace NormGen.Compiler.Tests.Samples;

/// <summary>All that the functions of a sample norm's kernel gave for a workload.</summary>
internal sealed record SampleResult(
    float[] Inferred,
    float[] Output,
    float[] Sum,
    double[] Mean,
    double[] Variance,
    float[] InputGradient,
    float[] ResidualGradient,
    float[] GammaGradient,
    float[] BetaGradient)
{
    /// <summary>Runs every function, on memory exactly as large as kernels are promised; the poison must not show in any result.</summary>
    public static SampleResult Of(SampleWorkload work, Executable kernel, double poison = double.NaN, bool inPlace = false)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal) { ["outer"] = work.Batch, ["inner"] = work.Positions };
        var (channels, entries) = (RoundUp(work.Spec.Channels), RoundUp(work.Groups.Count));
        var memory = new MemoryBlock
        {
            ["gamma"] = Padded(work.Gamma, poison),
            ["beta"] = Padded(work.Beta, poison),
            ["gammaGradient"] = Floats(channels, poison),
            ["betaGradient"] = Floats(channels, poison),
            ["mean"] = Doubles(entries, poison),
            ["variance"] = Doubles(entries, poison),
            ["partials"] = Doubles(2 * channels * work.Batch, poison),
            ["sums"] = Doubles(kernel.Tables.Sums, poison),
            ["coefficients"] = Floats(kernel.Tables.Coefficients, poison),
        };
        SetForward(memory, work, poison, inPlace);
        kernel.Run("Infer", memory, sizes);
        var inferred = memory.Floats("output");

        SetForward(memory, work, poison, inPlace);
        kernel.Run("Forward", memory, sizes);
        var (output, sum) = (memory.Floats("output"), memory.Floats("sum"));

        float[] gradient = [.. work.OutputGradient];
        memory["input"] = work.Input;
        memory["sum"] = (float[])[.. sum];
        memory["residual"] = work.Residual;
        memory["outputGradient"] = gradient;
        memory["sumGradient"] = work.SumGradient;
        memory["inputGradient"] = inPlace ? gradient : Floats(gradient.Length, poison);
        memory["residualGradient"] = Floats(work.Spec.Residual ? gradient.Length : 0, poison);
        kernel.Run("Backward", memory, sizes);
        return new(
            inferred,
            output,
            sum,
            work.HasMean ? memory.Doubles("mean")[..work.Groups.Count] : [],
            memory.Doubles("variance")[..work.Groups.Count],
            memory.Floats("inputGradient"),
            memory.Floats("residualGradient"),
            memory.Floats("gammaGradient")[..work.Spec.Channels],
            work.HasMean ? memory.Floats("betaGradient")[..work.Spec.Channels] : []);
    }

    /// <summary>Where two results differ in a bit; null where they are the same.</summary>
    public string? DifferenceFrom(SampleResult other) =>
        new[]
        {
            Difference("infer", Inferred, other.Inferred),
            Difference("output", Output, other.Output),
            Difference("sum", Sum, other.Sum),
            Difference("input gradient", InputGradient, other.InputGradient),
            Difference("residual gradient", ResidualGradient, other.ResidualGradient),
            Difference("gamma gradient", GammaGradient, other.GammaGradient),
            Difference("beta gradient", BetaGradient, other.BetaGradient),
            Bits.FirstDifference(Mean, other.Mean) is var m and >= 0 ? $"mean[{m}]" : null,
            Bits.FirstDifference(Variance, other.Variance) is var v and >= 0 ? $"variance[{v}]" : null,
        }.FirstOrDefault(difference => difference is not null);

    private static string? Difference(string what, float[] one, float[] other) =>
        Bits.FirstDifference(one, other) is var at and >= 0 ? $"{what}[{at}]: {one[at]:R} and {other[at]:R}" : null;

    private static void SetForward(MemoryBlock memory, SampleWorkload work, double poison, bool inPlace)
    {
        float[] input = [.. work.Input];
        float[] residual = [.. work.Residual];
        memory["input"] = input;
        memory["residual"] = residual;
        memory["output"] = inPlace ? input : Floats(input.Length, poison);
        memory["sum"] = inPlace && work.Spec.PreAdd ? residual : Floats(work.Spec.PreAdd ? input.Length : 0, poison);
    }

    private static int RoundUp(int length) => (length + Value.Lanes - 1) / Value.Lanes * Value.Lanes;

    private static float[] Padded(float[] table, double poison) => [.. table, .. Floats(RoundUp(table.Length) - table.Length, poison)];

    private static float[] Floats(int length, double value) => [.. Enumerable.Repeat((float)value, length)];

    private static double[] Doubles(int length, double value) => [.. Enumerable.Repeat(value, length)];
}
