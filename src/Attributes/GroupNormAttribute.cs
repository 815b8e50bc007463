using System;

namespace NormGen;

/// <summary>
/// Declares a group normalization layer (Wu and He, 2018): statistics over space and a group of neighboring channels, per sample.
/// Channel c belongs to group <c>c / (channels / groups)</c>. One group makes it a layer normalization over channels and space, as many
/// groups as channels an instance normalization. The class must be <c>partial</c>; the generator completes it with kernels
/// specialized for the declared shape.
/// </summary>
/// <example>
/// <code>
/// [GroupNorm(32, 256, Layout = Layout.NHWC, Height = 28, Width = 28, Activation = Activation.Relu)]
/// public partial class MidNorm;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class GroupNormAttribute : SpatialNormalizationAttribute
{
    /// <summary>
    /// Declares a group normalization of <paramref name="channels"/> channels in <paramref name="groups"/> groups, in PyTorch's order.
    /// </summary>
    /// <param name="groups">The number of groups, 1 or more; it divides the number of channels.</param>
    /// <param name="channels">The number of channels, 1 or more.</param>
    public GroupNormAttribute(int groups, int channels)
    {
        Groups = groups;
        Channels = channels;
    }

    /// <summary>The number of groups.</summary>
    public int Groups { get; }

    /// <summary>The number of channels.</summary>
    public int Channels { get; }
}
