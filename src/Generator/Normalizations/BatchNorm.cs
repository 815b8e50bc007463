using System.Collections.Generic;
using NormGen.Generator.Ir;
using static NormGen.Generator.Normalizations.Tables;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// Batch normalization: statistics over all elements of a channel, in training those of the batch, in inference running ones. Source:
/// Ioffe and Szegedy, 2015.
/// </summary>
internal sealed class BatchNorm : ChannelNormalization
{
    private static readonly Region RunningMean = new("runningMean");
    private static readonly Region RunningVariance = new("runningVariance");

    public override string Name => "BatchNorm";

    public override ReductionAxes Axes => ReductionAxes.Batch;

    public override int PreparedCoefficientCount => 3;

    public override IReadOnlyList<KernelProgram> InferencePrograms(OutputForm output) =>
    [
        new(
            "Prepare",
            "Turns the running statistics, gamma and beta into the coefficients that Infer takes.",
            [Gamma, Beta, RunningMean, RunningVariance],
            [RunningMoments(), SetNormalizer()]),
        new(
            "Infer",
            "Normalizes by given coefficients.",
            ForwardRegions(output),
            [Normalize(output)]),
    ];

    public override IReadOnlyList<KernelProgram> TrainingPrograms(OutputForm output) =>
    [
        Forward(output),
        Backward(output),
        new(
            "InferBackward",
            "The gradients of Infer, where the running statistics do not depend on the input.",
            BackwardRegions(output, Gamma, Beta, RunningMean, RunningVariance, GammaGradient, BetaGradient),
            [RunningMoments(), .. GradientsOfGivenMoments(output)]),
    ];

    private static RecallStage RunningMoments() => new(group => new(group.Read(RunningMean), group.Read(RunningVariance)));
}
