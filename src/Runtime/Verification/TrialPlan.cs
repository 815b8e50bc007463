using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>Which trials a layer gets: every kind of data and every size at least once, as far as the elements reach.</summary>
internal static class TrialPlan
{
    // Two trials with random parameters follow one with the layer's own.
    private const int OwnParametersEvery = 3;

    private const int ReservedTrials = 3;

    // About a register, a few, a block of rows, and beyond; 1 alone cannot be trained on where there is one position.
    private static readonly int[] DefaultBatches = [3, 2, 1, 9, 33];
    private static readonly int[] DenseBatches = [37, 2, 9, 1, 100];
    private static readonly int[] DefaultSpatialSizes = [37, 1, 16, 7, 260, 1000];

    public static IReadOnlyList<PlannedTrial> Of(TensorShape shape, VerificationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxElements, 1);
        var sizes = Sizes(shape, options);
        var smallest = sizes.Where(size => size.PerChannel > 1).DefaultIfEmpty(sizes[0]).MinBy(size => size.PerChannel);
        var count = Math.Max(Fills.All.Count, sizes.Count);
        var trials = new List<PlannedTrial>();
        var left = (long)options.MaxElements;
        for (var index = 0; index < count; index++)
        {
            var size = sizes[(int)((index + (uint)options.Seed) % (uint)sizes.Count)];
            if (size.PerChannel * shape.Channels > left - Reserved(count - index, smallest, shape))
            {
                size = smallest;
            }

            left -= size.PerChannel * shape.Channels;
            if (left < 0 && index >= 2)
            {
                break;
            }

            trials.Add(new PlannedTrial(
                size.Batch,
                size.Positions,
                Fills.All[index % Fills.All.Count],
                GradientFills.All[(index + (index / GradientFills.All.Count)) % GradientFills.All.Count],
                index % OwnParametersEvery == 0,
                unchecked(options.Seed + (1000 * index))));
        }

        return trials;
    }

    // The first large sizes must not use up all that there is for the kinds of data still to come.
    private static long Reserved(int remaining, Size smallest, TensorShape shape) =>
        Math.Min(remaining - 1, ReservedTrials) * smallest.PerChannel * shape.Channels;

    private static List<Size> Sizes(TensorShape shape, VerificationOptions options)
    {
        var positions = shape.SpatialSizeAtCall
            ? RequirePositive(options.SpatialSizes, nameof(options.SpatialSizes)) ?? DefaultSpatialSizes
            : [shape.ElementsPerSample / shape.Channels];
        var isDense = positions is [1];
        var batches = RequirePositive(options.Batches, nameof(options.Batches)) ?? (isDense ? DenseBatches : DefaultBatches);

        // Diagonally, so that a few of them already show every batch and every number of positions.
        var sizes = new List<Size>();
        for (var index = 0; index < batches.Count * positions.Count; index++)
        {
            var round = index / Math.Max(batches.Count, positions.Count);
            sizes.Add(new Size(batches[index % batches.Count], positions[(index + round) % positions.Count]));
        }

        List<Size> fitting = [.. sizes.Distinct().Where(size => size.PerChannel * shape.Channels <= Array.MaxLength)];
        return fitting.Count > 0
            ? fitting
            : throw new ArgumentException($"{shape.Layer}: no tensor of {shape} with these batches fits.", nameof(options));
    }

    private static IReadOnlyList<int>? RequirePositive(IReadOnlyList<int>? sizes, string option) =>
        sizes is null || (sizes.Count > 0 && sizes.All(size => size >= 1))
            ? sizes
            : throw new ArgumentException($"{option} must be one or more numbers of 1 or more.", option);

    private readonly record struct Size(int Batch, int Positions)
    {
        public long PerChannel => (long)Batch * Positions;
    }
}
