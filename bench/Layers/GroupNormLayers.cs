namespace NormGen.Bench.Layers;

/// <summary>The group norms of the suite, 32 groups each: of detectors and of diffusion's U-Nets.</summary>
internal static partial class GroupNormLayers
{
    [GroupNorm(32, 256, Layout = Layout.NCHW, Height = 56, Width = 56), Batches(1, 8)]
    internal sealed partial class Nchw256x56;

    [GroupNorm(32, 256, Layout = Layout.NHWC, Height = 56, Width = 56), Batches(1, 8)]
    internal sealed partial class Nhwc256x56;

    [GroupNorm(32, 320, Layout = Layout.NCHW, Height = 64, Width = 64), Batches(1)]
    internal sealed partial class Nchw320x64;

    [GroupNorm(32, 320, Layout = Layout.NHWC, Height = 64, Width = 64), Batches(1)]
    internal sealed partial class Nhwc320x64;

    [GroupNorm(32, 640, Layout = Layout.NCHW, Height = 32, Width = 32), Batches(1)]
    internal sealed partial class Nchw640x32;

    [GroupNorm(32, 640, Layout = Layout.NHWC, Height = 32, Width = 32), Batches(1)]
    internal sealed partial class Nhwc640x32;

    [GroupNorm(32, 1280, Layout = Layout.NCHW, Height = 16, Width = 16), Batches(1)]
    internal sealed partial class Nchw1280x16;

    [GroupNorm(32, 1280, Layout = Layout.NHWC, Height = 16, Width = 16), Batches(1)]
    internal sealed partial class Nhwc1280x16;

    [GroupNorm(32, 512, Layout = Layout.NCHW, Height = 7, Width = 7), Batches(2)]
    internal sealed partial class Nchw512x7;

    [GroupNorm(32, 512, Layout = Layout.NHWC, Height = 7, Width = 7), Batches(2)]
    internal sealed partial class Nhwc512x7;
}
