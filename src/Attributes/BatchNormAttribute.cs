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
///
/// [BatchNorm(16, Layout = Layout.NCDHW, Residual = true, Activation = Activation.Relu, Dialect = Dialect.Keras)]
/// public partial class VolumeNorm;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BatchNormAttribute : SpatialNormalizationAttribute
{
    /// <summary>Declares a batch normalization of <paramref name="channels"/> channels.</summary>
    /// <param name="channels">The number of channels, 1 or more.</param>
    public BatchNormAttribute(int channels) => Channels = channels;

    /// <summary>The number of channels.</summary>
    public int Channels { get; }

    /// <summary>
    /// Whose conventions the running statistics follow, and whose defaults <see cref="Momentum"/> and
    /// <see cref="NormalizationAttribute.Epsilon"/> have; <see cref="Dialect.PyTorch"/> by default.
    /// </summary>
    public Dialect Dialect { get; set; }

    /// <summary>
    /// How fast the running statistics move, 0 to 1. With <see cref="Dialect.PyTorch"/> the weight of the newest batch,
    /// <c>running = (1 - momentum) * running + momentum * batch</c>, and 0.1 where it is not set. With the others the weight of the
    /// old value, <c>running = momentum * running + (1 - momentum) * batch</c>: 0.9 with <see cref="Dialect.Onnx"/> and 0.99 with
    /// <see cref="Dialect.Keras"/>. In any dialect <see cref="double.NaN"/> asks for the cumulative average: every batch weighs the
    /// same.
    /// </summary>
    public double Momentum { get; set; }
}
