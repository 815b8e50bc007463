namespace NormGen.Generator.Normalizations;

/// <summary>Layer normalization over rows. Source: Ba, Kiros and Hinton, 2016.</summary>
internal sealed class LayerNorm() : RowNormalization(hasMean: true)
{
    public override string Name => "LayerNorm";
}
