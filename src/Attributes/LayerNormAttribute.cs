using System;

namespace NormGen;

/// <summary>
/// Declares a layer normalization layer (Ba, Kiros and Hinton, 2016): statistics over the trailing dimensions, per row.
/// The class must be <c>partial</c>; the generator completes it with kernels specialized for the declared shape.
/// </summary>
/// <example>
/// <code>
/// [LayerNorm(768, PreAdd = true)]
/// public partial class AttentionNorm;
///
/// [LayerNorm(64, 28, 28)]
/// public partial class ImageNorm;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class LayerNormAttribute : RowNormalizationAttribute
{
    /// <summary>Declares a layer normalization of rows of <paramref name="normalizedShape"/>.</summary>
    /// <param name="normalizedShape">The trailing sizes that are normalized together: one or more, each 1 or more.</param>
    public LayerNormAttribute(params int[] normalizedShape)
        : base(normalizedShape)
    {
    }
}
