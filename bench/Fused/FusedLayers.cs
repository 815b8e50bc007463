namespace NormGen.Bench.Fused;

/// <summary>Layers that add a residual and activate, and the bare normalizations that they are held against.</summary>
internal static partial class FusedLayers
{
    [BatchNorm(256, Layout = Layout.NCHW, Height = 56, Width = 56)]
    internal sealed partial class Nchw;

    [BatchNorm(256, Layout = Layout.NCHW, Height = 56, Width = 56, Residual = true, Activation = Activation.Relu)]
    internal sealed partial class NchwRelu;

    [BatchNorm(256, Layout = Layout.NCHW, Height = 56, Width = 56, Residual = true, Activation = Activation.Silu)]
    internal sealed partial class NchwSilu;

    [BatchNorm(256, Layout = Layout.NHWC, Height = 56, Width = 56)]
    internal sealed partial class Nhwc;

    [BatchNorm(256, Layout = Layout.NHWC, Height = 56, Width = 56, Residual = true, Activation = Activation.Relu)]
    internal sealed partial class NhwcRelu;

    [BatchNorm(256, Layout = Layout.NHWC, Height = 56, Width = 56, Residual = true, Activation = Activation.Silu)]
    internal sealed partial class NhwcSilu;

    [LayerNorm(768)]
    internal sealed partial class Rows;

    [LayerNorm(768, Residual = true, Activation = Activation.Relu)]
    internal sealed partial class RowsRelu;

    [LayerNorm(768, Residual = true, Activation = Activation.Silu)]
    internal sealed partial class RowsSilu;
}
