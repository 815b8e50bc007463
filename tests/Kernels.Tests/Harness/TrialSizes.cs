using NormGen.Verification;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>The sizes that a layer is tried at where a test does not ask for its own.</summary>
internal static class TrialSizes
{
    // Neither a multiple of a register nor of a block of rows.
    private const int PositionsAtCall = 37;

    public static int Positions(LayerCase layer) => layer.SizedAtCall ? PositionsAtCall : layer.DeclaredPositions;

    // What a mean is taken over does not grow with the batch where it is a sample's.
    public static int Batch(LayerCase layer) => (layer.IsDense, layer.IsBatchNorm, layer.Channels) switch
    {
        (true, true, > 200) => 9,
        (true, true, _) => 37,
        (true, false, <= 2000) => 9,
        _ => 3,
    };

    public static Trial Usual(LayerCase layer, Fill fill, GradientFill? gradient = null) =>
        new(layer, Batch(layer), Positions(layer), fill, gradient);

    /// <summary>A trial of few elements: enough to see every register and the tail.</summary>
    public static Trial Small(LayerCase layer, Fill fill, GradientFill? gradient = null) =>
        new(layer, layer.IsDense && layer.Channels <= 8192 ? 3 : 2, Positions(layer), fill, gradient);
}
