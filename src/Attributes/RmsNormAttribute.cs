using System;

namespace NormGen;

/// <summary>
/// Declares a root mean square normalization layer (Zhang and Sennrich, 2019): <c>x / sqrt(mean(x^2) + epsilon) * gamma</c> over the
/// trailing dimensions, per row, with no mean and no beta. The class must be <c>partial</c>; the generator completes it with
/// kernels specialized for the declared shape.
/// </summary>
/// <example>
/// <code>
/// [RmsNorm(4096, PreAdd = true)]
/// public partial class FeedForwardNorm;
///
/// [RmsNorm(2048, UnitOffset = true, Epsilon = 1e-6)]
/// public partial class GemmaNorm;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class RmsNormAttribute : RowNormalizationAttribute
{
    /// <summary>Declares a root mean square normalization of rows of <paramref name="normalizedShape"/>.</summary>
    /// <param name="normalizedShape">The trailing sizes that are normalized together: one or more, each 1 or more.</param>
    public RmsNormAttribute(params int[] normalizedShape)
        : base(normalizedShape)
    {
    }

    /// <summary>
    /// Whether the scale is <c>1 + gamma</c> and gamma starts at 0, as in checkpoints of Gemma; by default the scale is gamma, which
    /// starts at 1. Without effect where there is no gamma.
    /// </summary>
    public bool UnitOffset { get; set; }
}
