using System;

namespace NormGen;

/// <summary>
/// Declares a batch normalization layer (Ioffe and Szegedy, 2015): statistics over batch and space, per channel.
/// The class must be <c>partial</c>; the generator completes it with kernels specialized for the declared shape.
/// </summary>
/// <example>
/// <code>
/// [BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56)]
/// public partial class StemNorm;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BatchNormAttribute : NormalizationAttribute
{
    /// <summary>Declares a batch normalization of <paramref name="channels"/> channels.</summary>
    /// <param name="channels">The number of channels, 1 or more.</param>
    public BatchNormAttribute(int channels) => Channels = channels;

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <summary>The order of the tensor's axes in memory; <see cref="Layout.NCHW"/> by default.</summary>
    public Layout Layout { get; set; } = Layout.NCHW;

    /// <summary>The height in pixels. Set every spatial size of the layout to compile them in, or none to give them at the call.</summary>
    public int Height { get; set; }

    /// <summary>The width in pixels. Set every spatial size of the layout to compile them in, or none to give them at the call.</summary>
    public int Width { get; set; }

    /// <summary>
    /// The weight of the newest batch in the running statistics, 0 to 1, PyTorch's way:
    /// <c>running = (1 - momentum) * running + momentum * batch</c>. Where it is not set: 0.1.
    /// </summary>
    public double Momentum { get; set; }
}
