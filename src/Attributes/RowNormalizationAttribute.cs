namespace NormGen;

/// <summary>
/// What the attributes of normalizations over rows can say. The tensor is read as rows of the normalized shape, whatever the
/// sizes before it are: <c>(rows, ...normalizedShape)</c>.
/// </summary>
public abstract class RowNormalizationAttribute : NormalizationAttribute
{
    private protected RowNormalizationAttribute(int[] normalizedShape) => NormalizedShape = normalizedShape;

    /// <summary>The trailing sizes that are normalized together, each 1 or more; gamma and beta have this shape.</summary>
    public int[] NormalizedShape { get; }

    /// <summary>
    /// Whether each call takes a residual, as long as the input, which is added before the normalization in the same pass:
    /// <c>sum = input + residual; output = activation(norm(sum))</c>, and the sum is an output, too. Not by default, and not
    /// together with <see cref="NormalizationAttribute.Residual"/>.
    /// </summary>
    public bool PreAdd { get; set; }
}
