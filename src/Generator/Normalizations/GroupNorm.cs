using System.Collections.Generic;
using static NormGen.Generator.Normalizations.Tables;

namespace NormGen.Generator.Normalizations;

/// <summary>Group normalization: statistics over the positions and the channels of a group, per sample. Source: Wu and He, 2018.</summary>
internal class GroupNorm : ChannelNormalization
{
    public override string Name => "GroupNorm";

    public override ReductionAxes Axes => ReductionAxes.Channels;

    public override int PreparedCoefficientCount => 0;

    public override IReadOnlyList<KernelProgram> InferencePrograms(OutputForm output) =>
    [
        new(
            "Infer",
            "Normalizes by the statistics of the input.",
            ForwardRegions(output, Gamma, Beta),
            [TakeMoments(saves: false), SetNormalizer(), Normalize(output)]),
    ];

    public override IReadOnlyList<KernelProgram> TrainingPrograms(OutputForm output) => [Forward(output), Backward(output, Scratch.Partials)];
}
