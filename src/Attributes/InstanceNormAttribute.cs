using System;

namespace NormGen;

/// <summary>
/// Declares an instance normalization layer (Ulyanov, Vedaldi and Lempitsky, 2016): statistics over space, per sample and channel.
/// The class must be <c>partial</c>; the generator completes it with kernels specialized for the declared shape.
/// </summary>
/// <remarks>
/// It has a gamma and a beta, as all layers here do by default; PyTorch's InstanceNorm has neither unless it is asked to, which is
/// <see cref="NormalizationAttribute.Affine"/> = false here. Statistics are always the input's own: there is no counterpart
/// of <c>track_running_stats</c>.
/// </remarks>
/// <example>
/// <code>
/// [InstanceNorm(128, Layout = Layout.NCHW, Height = 64, Width = 64, Affine = false)]
/// public partial class StyleNorm;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class InstanceNormAttribute : SpatialNormalizationAttribute
{
    /// <summary>Declares an instance normalization of <paramref name="channels"/> channels.</summary>
    /// <param name="channels">The number of channels, 1 or more.</param>
    public InstanceNormAttribute(int channels) => Channels = channels;

    /// <summary>The number of channels.</summary>
    public int Channels { get; }
}
