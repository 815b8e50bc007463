namespace NormGen.Runtime;

/// <summary>The rows of a layer's memory that every pass needs, in the order they lie; a sample norm has the first two.</summary>
internal enum LayerRow
{
    Gamma,
    Beta,
    RunningMean,
    RunningVariance,
}
