namespace NormGen.Generator.Normalizations;

/// <summary>Root mean square normalization over rows. Source: Zhang and Sennrich, 2019.</summary>
internal sealed class RmsNorm() : RowNormalization(hasMean: false)
{
    public override string Name => "RmsNorm";
}
