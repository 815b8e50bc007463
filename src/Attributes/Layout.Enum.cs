namespace NormGen;

/// <summary>
/// The order of a tensor's axes in memory, slowest first: N is the batch, C the channels, and D, H, W, L the spatial axes.
/// </summary>
public enum Layout
{
    /// <summary>Batch, channels: the output of a dense layer.</summary>
    NC,

    /// <summary>Batch, channels, height, width: PyTorch's default for images.</summary>
    NCHW,

    /// <summary>Batch, height, width, channels: "channels last".</summary>
    NHWC,
}
