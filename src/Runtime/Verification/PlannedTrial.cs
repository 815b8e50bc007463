namespace NormGen.Verification;

/// <summary>A trial before its data is drawn.</summary>
/// <param name="Batch">The number of samples.</param>
/// <param name="SpatialSize">The number of positions of each.</param>
/// <param name="Fill">The kind of input.</param>
/// <param name="GradientFill">The kind of output gradient.</param>
/// <param name="OwnParameters">Whether the layer keeps its own parameters and statistics.</param>
/// <param name="Seed">The seed of the data.</param>
internal sealed record PlannedTrial(
    int Batch, int SpatialSize, Fill Fill, GradientFill GradientFill, bool OwnParameters, int Seed);
