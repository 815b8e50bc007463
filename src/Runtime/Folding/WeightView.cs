using System;

namespace NormGen.Folding;

/// <summary>
/// Weights as blocks of output channels: block b of <c>Blocks</c> holds <c>Channels</c> neighbouring output channels, each a run of
/// <c>Run</c> weights. With groups the first blocks are those of the first group's channels, and so on.
/// </summary>
/// <param name="Blocks">The number of blocks, a multiple of the groups.</param>
/// <param name="Channels">The output channels of a block.</param>
/// <param name="Run">The neighbouring weights of an output channel.</param>
/// <param name="Groups">The groups whose channels are in blocks of their own.</param>
internal readonly record struct WeightView(int Blocks, int Channels, int Run, int Groups)
{
    /// <summary>Multiplies each weight by the scale of its output channel, rounding once.</summary>
    public void Scale(Span<float> weights, ReadOnlySpan<double> scales)
    {
        var rest = weights;
        var blocksPerGroup = Blocks / Groups;
        for (var block = 0; block < Blocks; block++)
        {
            foreach (var scale in scales.Slice(block / blocksPerGroup * Channels, Channels))
            {
                foreach (ref var weight in rest[..Run])
                {
                    weight = (float)(weight * scale);
                }

                rest = rest[Run..];
            }
        }
    }
}
