namespace NormGen;

/// <summary>What the attributes of normalizations over space can say: the order of the tensor's axes and the sizes of space.</summary>
public abstract class SpatialNormalizationAttribute : NormalizationAttribute
{
    private protected SpatialNormalizationAttribute()
    {
    }

    /// <summary>The order of the tensor's axes in memory; <see cref="Layout.NCHW"/> by default.</summary>
    public Layout Layout { get; set; } = Layout.NCHW;

    /// <summary>The length of a sequence. Set all sizes that the layout has to compile them in, or none to give them at the call.</summary>
    public int Length { get; set; }

    /// <summary>The height in pixels. Set all sizes that the layout has to compile them in, or none to give them at the call.</summary>
    public int Height { get; set; }

    /// <summary>The width in pixels. Set all sizes that the layout has to compile them in, or none to give them at the call.</summary>
    public int Width { get; set; }

    /// <summary>
    /// The depth of a volume, or frames. Set all sizes that the layout has to compile them in, or none to give them at the call.
    /// </summary>
    public int Depth { get; set; }
}
