namespace NormGen.Bench.Layers;

/// <summary>
/// The batch norms of the suite: ResNet-50's and MobileNetV2's at batch 1, four of ResNet-50's at batch 32, a dense layer's, and
/// two tiny ones. A declaration here is all that a shape needs: <see cref="BenchLayer"/> reads the rest from its attributes.
/// </summary>
internal static partial class BatchNormLayers
{
    [BatchNorm(64, Layout = Layout.NCHW, Height = 112, Width = 112), Batches(1)]
    internal sealed partial class Nchw64x112;

    [BatchNorm(64, Layout = Layout.NHWC, Height = 112, Width = 112), Batches(1)]
    internal sealed partial class Nhwc64x112;

    [BatchNorm(64, Layout = Layout.NCHW, Height = 56, Width = 56), Batches(1, 32)]
    internal sealed partial class Nchw64x56;

    [BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56), Batches(1, 32)]
    internal sealed partial class Nhwc64x56;

    [BatchNorm(256, Layout = Layout.NCHW, Height = 56, Width = 56), Batches(1, 32)]
    internal sealed partial class Nchw256x56;

    [BatchNorm(256, Layout = Layout.NHWC, Height = 56, Width = 56), Batches(1, 32)]
    internal sealed partial class Nhwc256x56;

    [BatchNorm(256, Layout = Layout.NCHW, Height = 56, Width = 56, Activation = Activation.Relu), Batches(1)]
    internal sealed partial class Nchw256x56Relu;

    [BatchNorm(256, Layout = Layout.NHWC, Height = 56, Width = 56, Activation = Activation.Relu), Batches(1)]
    internal sealed partial class Nhwc256x56Relu;

    [BatchNorm(256, Layout = Layout.NCHW, Height = 56, Width = 56, Activation = Activation.Silu), Batches(1)]
    internal sealed partial class Nchw256x56Silu;

    [BatchNorm(256, Layout = Layout.NHWC, Height = 56, Width = 56, Activation = Activation.Silu), Batches(1)]
    internal sealed partial class Nhwc256x56Silu;

    [BatchNorm(256, Layout = Layout.NCHW, Height = 56, Width = 56, Activation = Activation.Gelu), Batches(1)]
    internal sealed partial class Nchw256x56Gelu;

    [BatchNorm(256, Layout = Layout.NHWC, Height = 56, Width = 56, Activation = Activation.Gelu), Batches(1)]
    internal sealed partial class Nhwc256x56Gelu;

    [BatchNorm(512, Layout = Layout.NCHW, Height = 28, Width = 28), Batches(1, 32)]
    internal sealed partial class Nchw512x28;

    [BatchNorm(512, Layout = Layout.NHWC, Height = 28, Width = 28), Batches(1, 32)]
    internal sealed partial class Nhwc512x28;

    [BatchNorm(1024, Layout = Layout.NCHW, Height = 14, Width = 14), Batches(1)]
    internal sealed partial class Nchw1024x14;

    [BatchNorm(1024, Layout = Layout.NHWC, Height = 14, Width = 14), Batches(1)]
    internal sealed partial class Nhwc1024x14;

    [BatchNorm(2048, Layout = Layout.NCHW, Height = 7, Width = 7), Batches(1, 32)]
    internal sealed partial class Nchw2048x7;

    [BatchNorm(2048, Layout = Layout.NHWC, Height = 7, Width = 7), Batches(1, 32)]
    internal sealed partial class Nhwc2048x7;

    [BatchNorm(32, Layout = Layout.NCHW, Height = 112, Width = 112), Batches(1)]
    internal sealed partial class Nchw32x112;

    [BatchNorm(32, Layout = Layout.NHWC, Height = 112, Width = 112), Batches(1)]
    internal sealed partial class Nhwc32x112;

    [BatchNorm(96, Layout = Layout.NCHW, Height = 112, Width = 112), Batches(1)]
    internal sealed partial class Nchw96x112;

    [BatchNorm(96, Layout = Layout.NHWC, Height = 112, Width = 112), Batches(1)]
    internal sealed partial class Nhwc96x112;

    [BatchNorm(24, Layout = Layout.NCHW, Height = 56, Width = 56), Batches(1)]
    internal sealed partial class Nchw24x56;

    [BatchNorm(24, Layout = Layout.NHWC, Height = 56, Width = 56), Batches(1)]
    internal sealed partial class Nhwc24x56;

    [BatchNorm(144, Layout = Layout.NCHW, Height = 56, Width = 56), Batches(1)]
    internal sealed partial class Nchw144x56;

    [BatchNorm(144, Layout = Layout.NHWC, Height = 56, Width = 56), Batches(1)]
    internal sealed partial class Nhwc144x56;

    [BatchNorm(1280, Layout = Layout.NCHW, Height = 7, Width = 7), Batches(1)]
    internal sealed partial class Nchw1280x7;

    [BatchNorm(1280, Layout = Layout.NHWC, Height = 7, Width = 7), Batches(1)]
    internal sealed partial class Nhwc1280x7;

    [BatchNorm(512, Layout = Layout.NC), Batches(256)]
    internal sealed partial class Nc512;

    [BatchNorm(64, Layout = Layout.NCHW, Height = 8, Width = 8), Batches(8)]
    internal sealed partial class Nchw64x8;

    [BatchNorm(64, Layout = Layout.NHWC, Height = 8, Width = 8), Batches(8)]
    internal sealed partial class Nhwc64x8;

    [BatchNorm(16, Layout = Layout.NCHW, Height = 4, Width = 4), Batches(8)]
    internal sealed partial class Nchw16x4;

    [BatchNorm(16, Layout = Layout.NHWC, Height = 4, Width = 4), Batches(8)]
    internal sealed partial class Nhwc16x4;
}
