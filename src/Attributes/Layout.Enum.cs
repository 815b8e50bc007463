namespace NormGen;

/// <summary>
/// The order of a tensor's axes in memory, slowest first: N is the batch, C the channels, and D, H, W, L the spatial axes.
/// </summary>
public enum Layout
{
    /// <summary>Batch, channels: the output of a dense layer.</summary>
    NC,

    /// <summary>Batch, channels, length: PyTorch's default for sequences and signals.</summary>
    NCL,

    /// <summary>Batch, length, channels: sequences and signals with the channels last.</summary>
    NLC,

    /// <summary>Batch, channels, height, width: PyTorch's default for images.</summary>
    NCHW,

    /// <summary>Batch, height, width, channels: "channels last".</summary>
    NHWC,

    /// <summary>Batch, channels, depth, height, width: PyTorch's default for volumes and videos.</summary>
    NCDHW,

    /// <summary>Batch, depth, height, width, channels: volumes and videos with the channels last.</summary>
    NDHWC,
}
