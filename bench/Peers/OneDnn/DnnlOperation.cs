using System;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>The values of <c>dnnl_prop_kind_t</c> and <c>dnnl_normalization_flags_t</c> that are used.</summary>
internal static class DnnlOperation
{
    public const int Training = 64;
    public const int Inference = 96;
    public const int Backward = 128;

    /// <summary>Statistics are given, not taken from the data.</summary>
    public const uint UseGlobalStatistics = 1;

    /// <summary>Gamma and beta, one after the other in one tensor.</summary>
    public const uint UseScaleShift = 2;

    // sizeof(dnnl_batch_normalization_desc_t) is 3496 in 2.6.
    public static byte[] Desc() => new byte[8192];

    /// <summary>Gamma and beta as one tensor.</summary>
    public static void Join(ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, Span<float> scaleShift)
    {
        gamma.CopyTo(scaleShift);
        beta.CopyTo(scaleShift[gamma.Length..]);
    }
}
