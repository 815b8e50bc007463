namespace NormGen.Kernels.Tests.Layers;

// Channel planes, of sizes on both sides of what registers hold, and two larger than a block of the statistics.
[BatchNorm(16, Layout = Layout.NCHW, Height = 1, Width = 1)]
public sealed partial class Nchw16x1x1;

[BatchNorm(5, Layout = Layout.NCHW, Height = 2, Width = 2)]
public sealed partial class Nchw5x2x2;

[BatchNorm(33, Layout = Layout.NCHW, Height = 7, Width = 1)]
public sealed partial class Nchw33x7x1;

[BatchNorm(17, Layout = Layout.NCHW, Height = 3, Width = 3)]
public sealed partial class Nchw17x3x3;

[BatchNorm(24, Layout = Layout.NCHW, Height = 5, Width = 3)]
public sealed partial class Nchw24x5x3;

[BatchNorm(64, Layout = Layout.NCHW, Height = 4, Width = 4)]
public sealed partial class Nchw64x4x4;

[BatchNorm(3, Layout = Layout.NCHW, Height = 1, Width = 17)]
public sealed partial class Nchw3x1x17;

[BatchNorm(100, Layout = Layout.NCHW, Height = 31, Width = 1)]
public sealed partial class Nchw100x31x1;

[BatchNorm(64, Layout = Layout.NCHW, Height = 7, Width = 7)]
public sealed partial class Nchw64x7x7;

[BatchNorm(130, Layout = Layout.NCHW, Height = 7, Width = 7)]
public sealed partial class Nchw130x7x7;

[BatchNorm(1, Layout = Layout.NCHW, Height = 8, Width = 8)]
public sealed partial class Nchw1x8x8;

[BatchNorm(3, Layout = Layout.NCHW, Height = 1, Width = 127)]
public sealed partial class Nchw3x1x127;

[BatchNorm(3, Layout = Layout.NCHW, Height = 3, Width = 43)]
public sealed partial class Nchw3x3x43;

[BatchNorm(256, Layout = Layout.NCHW, Height = 10, Width = 10)]
public sealed partial class Nchw256x10x10;

[BatchNorm(2048, Layout = Layout.NCHW, Height = 3, Width = 3)]
public sealed partial class Nchw2048x3x3;

[BatchNorm(3, Layout = Layout.NCHW, Height = 28, Width = 28)]
public sealed partial class Nchw3x28x28;

[BatchNorm(5, Layout = Layout.NCHW, Height = 15, Width = 21)]
public sealed partial class Nchw5x15x21;

[BatchNorm(2, Layout = Layout.NCHW, Height = 56, Width = 56)]
public sealed partial class Nchw2x56x56;

[BatchNorm(1, Layout = Layout.NCHW, Height = 71, Width = 73)]
public sealed partial class Nchw1x71x73;

[BatchNorm(24, Layout = Layout.NCHW, Height = 7, Width = 7, Activation = Activation.Relu)]
public sealed partial class Nchw24x7x7Relu;

[BatchNorm(3, Layout = Layout.NCHW, Height = 28, Width = 28, Activation = Activation.Relu)]
public sealed partial class Nchw3x28x28Relu;

[BatchNorm(17, Layout = Layout.NCHW, Height = 6, Width = 5, Affine = false)]
public sealed partial class Nchw17x6x5Bare;

[BatchNorm(16, Layout = Layout.NCHW, Height = 4, Width = 4, Affine = false, Activation = Activation.Relu)]
public sealed partial class Nchw16x4x4BareRelu;
