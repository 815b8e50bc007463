namespace NormGen.Bench.Layers;

/// <summary>The instance norms of the suite: those of style transfer.</summary>
internal static partial class InstanceNormLayers
{
    [InstanceNorm(32, Layout = Layout.NCHW, Height = 256, Width = 256), Batches(1)]
    internal sealed partial class Nchw32x256;

    [InstanceNorm(32, Layout = Layout.NHWC, Height = 256, Width = 256), Batches(1)]
    internal sealed partial class Nhwc32x256;

    [InstanceNorm(64, Layout = Layout.NCHW, Height = 128, Width = 128), Batches(1)]
    internal sealed partial class Nchw64x128;

    [InstanceNorm(64, Layout = Layout.NHWC, Height = 128, Width = 128), Batches(1)]
    internal sealed partial class Nhwc64x128;

    [InstanceNorm(128, Layout = Layout.NCHW, Height = 64, Width = 64), Batches(1)]
    internal sealed partial class Nchw128x64;

    [InstanceNorm(128, Layout = Layout.NHWC, Height = 64, Width = 64), Batches(1)]
    internal sealed partial class Nhwc128x64;

    [InstanceNorm(64, Layout = Layout.NCHW, Height = 32, Width = 32), Batches(8)]
    internal sealed partial class Nchw64x32;

    [InstanceNorm(64, Layout = Layout.NHWC, Height = 32, Width = 32), Batches(8)]
    internal sealed partial class Nhwc64x32;
}
