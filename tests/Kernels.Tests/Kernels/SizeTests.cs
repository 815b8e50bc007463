using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Batches and reduction lengths, from nothing to a million.</summary>
public class SizeTests
{
    private static readonly string[] OfAnyLength =
    [
        "Nc3", "Nc17", "Nc64", "Nchw1AtCall", "Nchw3AtCall", "Nchw24AtCallRelu", "Nhwc1AtCall", "Nhwc3AtCall", "Nhwc17AtCall",
        "Nhwc24AtCallRelu", "Nchw5AtCallResidualRelu", "Ndhwc7AtCallResidualRelu", "Group1Nchw1AtCall", "Group1Nhwc3AtCall",
        "Group4Nchw24AtCallRelu", "Group4Nhwc24AtCallRelu", "InstanceNchw1AtCall", "InstanceNhwc3AtCall",
        "InstanceNcl7AtCallResidualRelu",
    ];

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> LayersOfAnyLength => new(OfAnyLength);

    /// <summary>Lengths about a power of two, about a run, about a block of the statistics and beyond any cache.</summary>
    public static TheoryData<string, int> LongReductions
    {
        get
        {
            var rows = new TheoryData<string, int>();
            int[] lengths =
            [
                447, 448, 449, 511, 512, 513, 895, 896, 897, 1023, 1024, 1025, 3135, 3136, 3137, 4095, 4096, 4097, 6272, 6273,
                65_537,
            ];
            foreach (var name in OfAnyLength)
            {
                // Every one for few channels; for more those that cross a block.
                var isNarrow = LayerCases.Named(name).Channels <= 3;
                foreach (var length in lengths.Where(length => isNarrow || length is 449 or 513 or 897 or 3137))
                {
                    rows.Add(name, length);
                }
            }

            rows.Add("Nchw1AtCall", 1_000_003);
            rows.Add("Nhwc1AtCall", 1_000_003);
            rows.Add("Nc3", 1_000_003);
            rows.Add("Group1Nchw1AtCall", 1_000_003);
            rows.Add("InstanceNhwc1AtCall", 1_000_003);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_batch_size_is_within_the_bounds(string name)
    {
        var layer = LayerCases.Named(name);
        foreach (var batch in new[] { 0, 1, 2, 3, 8 })
        {
            RequireWithinBounds(layer, batch, TrialSizes.Positions(layer), Fills.Normal);
        }
    }

    [Theory]
    [MemberData(nameof(LayersOfAnyLength))]
    public void Every_reduction_length_to_257_is_within_the_bounds(string name)
    {
        var layer = LayerCases.Named(name);
        for (var length = 0; length <= 257; length++)
        {
            RequireLength(layer, length, Fills.Normal);
            RequireLength(layer, length, Fills.LargeMean);
        }
    }

    [Theory]
    [MemberData(nameof(LongReductions))]
    public void Long_reductions_are_within_the_bounds(string name, int length)
    {
        var layer = LayerCases.Named(name);
        RequireLength(layer, length, Fills.LargeMean);
        if (layer.Channels * length < 60_000)
        {
            foreach (var fill in Fills.All)
            {
                RequireLength(layer, length, fill);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LayersOfAnyLength))]
    public void Samples_and_positions_share_a_reduction(string name)
    {
        var layer = LayerCases.Named(name);
        foreach (var (batch, positions) in new[] { (2, 1), (2, 15), (5, 16), (7, 17), (64, 9), (300, 1), (9, 448), (2, 4099) })
        {
            RequireWithinBounds(layer, batch, layer.SizedAtCall ? positions : 1, Fills.LargeMean);
        }
    }

    private static void RequireLength(LayerCase layer, int length, Fill fill) =>
        RequireWithinBounds(layer, layer.SizedAtCall ? 1 : length, layer.SizedAtCall ? length : 1, fill);

    private static void RequireWithinBounds(LayerCase layer, int batch, int positions, Fill fill)
    {
        var trial = new Trial(layer, batch, positions, fill);
        if (trial.View.Length > 0)
        {
            trial.WithRunningStatisticsOfInput();
        }

        trial.RequireWithinBounds();
    }
}
