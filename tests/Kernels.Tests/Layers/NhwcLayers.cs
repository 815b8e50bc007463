namespace NormGen.Kernels.Tests.Layers;

// Channels-last images: the kernels of NC, with the positions of the plane as further rows.
[BatchNorm(1, Layout = Layout.NHWC, Height = 5, Width = 3)]
public sealed partial class Nhwc1x5x3;

[BatchNorm(3, Layout = Layout.NHWC, Height = 7, Width = 7)]
public sealed partial class Nhwc3x7x7;

[BatchNorm(5, Layout = Layout.NHWC, Height = 3, Width = 5)]
public sealed partial class Nhwc5x3x5;

[BatchNorm(24, Layout = Layout.NHWC, Height = 6, Width = 6)]
public sealed partial class Nhwc24x6x6;

[BatchNorm(64, Layout = Layout.NHWC, Height = 4, Width = 4)]
public sealed partial class Nhwc64x4x4;

[BatchNorm(130, Layout = Layout.NHWC, Height = 3, Width = 3)]
public sealed partial class Nhwc130x3x3;

[BatchNorm(2048, Layout = Layout.NHWC, Height = 2, Width = 1)]
public sealed partial class Nhwc2048x2x1;

[BatchNorm(3, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
public sealed partial class Nhwc3x8x8Relu;

[BatchNorm(64, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
public sealed partial class Nhwc64x8x8Relu;

[BatchNorm(24, Layout = Layout.NHWC, Height = 5, Width = 5, Affine = false)]
public sealed partial class Nhwc24x5x5Bare;
