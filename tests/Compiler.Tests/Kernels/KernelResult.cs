using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Ir;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>All that the functions of a kernel gave for a workload, and how often statistics were taken again in double.</summary>
internal sealed record KernelResult(
    float[] Inferred,
    float[] Output,
    double[] Mean,
    double[] Variance,
    float[] InputGradient,
    float[] GammaGradient,
    float[] BetaGradient,
    float[] ResidualGradient,
    float[] InferInputGradient,
    float[] InferGammaGradient,
    float[] InferBetaGradient,
    float[] InferResidualGradient,
    int TakenAgain)
{
    /// <summary>
    /// Runs every function of a kernel, on memory exactly as large as kernels are promised. The poison is what lies in scratch,
    /// outputs and padding before; it must not show in any result. In place, an output is the very array of an input.
    /// </summary>
    public static KernelResult Of(Workload work, Executable kernel, double poison = double.NaN, bool inPlace = false)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal) { ["outer"] = work.Outer, ["inner"] = work.Inner };
        var tables = kernel.Tables;
        var memory = new MemoryBlock
        {
            ["gamma"] = Padded(work.Gamma, poison),
            ["beta"] = Padded(work.Beta, poison),
            ["runningMean"] = Padded(work.RunningMean, poison),
            ["runningVariance"] = Padded(work.RunningVariance, poison),
            ["gammaGradient"] = Padded(Floats(work.Gamma.Length, poison), poison),
            ["betaGradient"] = Padded(Floats(work.Gamma.Length, poison), poison),
            ["mean"] = Doubles(RoundUp(work.Gamma.Length), poison),
            ["variance"] = Doubles(RoundUp(work.Gamma.Length), poison),
            ["residual"] = work.Residual,
            ["sums"] = Doubles(tables.Sums, poison),
            ["coefficients"] = Floats(tables.InferCoefficients, poison),
        };
        SetTensors(memory, "input", work.Input, "output", poison, inPlace);
        kernel.Run("Prepare", memory, sizes);
        kernel.Run("Infer", memory, sizes);
        var inferred = memory.Floats("output");

        SetTensors(memory, "input", work.Input, "output", poison, inPlace);
        memory["coefficients"] = Floats(tables.Coefficients, poison);
        var takenAgain = kernel.Run("Forward", memory, sizes);

        memory["input"] = work.Input;
        SetTensors(memory, "outputGradient", work.OutputGradient, "inputGradient", poison, inPlace);
        memory["residualGradient"] = Floats(work.Residual.Length, poison);
        kernel.Run("Backward", memory, sizes);
        var channels = work.Spec.Channels;
        var (input, gamma, beta, residual) = Gradients();

        SetTensors(memory, "outputGradient", work.OutputGradient, "inputGradient", poison, inPlace: false);
        memory["residualGradient"] = inPlace && work.Spec.Residual ? memory.Floats("outputGradient") : Floats(work.Residual.Length, poison);
        kernel.Run("InferBackward", memory, sizes);
        var (inferInput, inferGamma, inferBeta, inferResidual) = Gradients();
        return new(
            inferred,
            memory.Floats("output"),
            memory.Doubles("mean")[..channels],
            memory.Doubles("variance")[..channels],
            input,
            gamma,
            beta,
            residual,
            inferInput,
            inferGamma,
            inferBeta,
            inferResidual,
            takenAgain);

        (float[] Input, float[] Gamma, float[] Beta, float[] Residual) Gradients() => (
            memory.Floats("inputGradient"),
            memory.Floats("gammaGradient")[..channels],
            memory.Floats("betaGradient")[..channels],
            memory.Floats("residualGradient"));
    }

    /// <summary>Where two results differ in a bit; null where they are the same.</summary>
    public string? DifferenceFrom(KernelResult other) =>
        new[]
        {
            Difference("infer", Inferred, other.Inferred),
            Difference("output", Output, other.Output),
            Difference("mean", Mean, other.Mean),
            Difference("variance", Variance, other.Variance),
            Difference("input gradient", InputGradient, other.InputGradient),
            Difference("gamma gradient", GammaGradient, other.GammaGradient),
            Difference("beta gradient", BetaGradient, other.BetaGradient),
            Difference("residual gradient", ResidualGradient, other.ResidualGradient),
            Difference("infer input gradient", InferInputGradient, other.InferInputGradient),
            Difference("infer gamma gradient", InferGammaGradient, other.InferGammaGradient),
            Difference("infer beta gradient", InferBetaGradient, other.InferBetaGradient),
            Difference("infer residual gradient", InferResidualGradient, other.InferResidualGradient),
        }.FirstOrDefault(difference => difference is not null);

    private static string? Difference(string what, float[] one, float[] other) =>
        Bits.FirstDifference(one, other) is var at and >= 0 ? $"{what}[{at}]: {one[at]:R} and {other[at]:R}" : null;

    private static string? Difference(string what, double[] one, double[] other) =>
        Bits.FirstDifference(one, other) is var at and >= 0 ? $"{what}[{at}]: {one[at]:R} and {other[at]:R}" : null;

    private static void SetTensors(MemoryBlock memory, string from, float[] values, string to, double poison, bool inPlace)
    {
        float[] source = [.. values];
        memory[from] = source;
        memory[to] = inPlace ? source : Floats(values.Length, poison);
    }

    /// <summary>Tables of one entry per channel are whole vectors long.</summary>
    private static int RoundUp(int length) => (length + Value.Lanes - 1) / Value.Lanes * Value.Lanes;

    private static float[] Padded(float[] table, double poison) =>
        [.. table, .. Floats(RoundUp(table.Length) - table.Length, poison)];

    private static float[] Floats(int length, double value) => [.. Enumerable.Repeat((float)value, length)];

    private static double[] Doubles(int length, double value) => [.. Enumerable.Repeat(value, length)];
}
