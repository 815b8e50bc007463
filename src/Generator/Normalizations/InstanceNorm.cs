namespace NormGen.Generator.Normalizations;

/// <summary>Instance normalization: group normalization in which each channel is a group. Source: Ulyanov et al., 2016.</summary>
internal sealed class InstanceNorm : GroupNorm
{
    public override string Name => "InstanceNorm";
}
