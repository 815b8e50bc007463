namespace NormGen.Kernels.Tests.Layers;

// Dense layers: one value per sample and channel. The widths lie on both sides of what registers hold.
[BatchNorm(1, Layout = Layout.NC)]
public sealed partial class Nc1;

[BatchNorm(3, Layout = Layout.NC)]
public sealed partial class Nc3;

[BatchNorm(5, Layout = Layout.NC)]
public sealed partial class Nc5;

[BatchNorm(16, Layout = Layout.NC)]
public sealed partial class Nc16;

[BatchNorm(17, Layout = Layout.NC)]
public sealed partial class Nc17;

[BatchNorm(24, Layout = Layout.NC)]
public sealed partial class Nc24;

[BatchNorm(33, Layout = Layout.NC)]
public sealed partial class Nc33;

[BatchNorm(64, Layout = Layout.NC)]
public sealed partial class Nc64;

[BatchNorm(100, Layout = Layout.NC)]
public sealed partial class Nc100;

[BatchNorm(130, Layout = Layout.NC)]
public sealed partial class Nc130;

[BatchNorm(256, Layout = Layout.NC)]
public sealed partial class Nc256;

[BatchNorm(1021, Layout = Layout.NC)]
public sealed partial class Nc1021;

[BatchNorm(2048, Layout = Layout.NC)]
public sealed partial class Nc2048;

[BatchNorm(4096, Layout = Layout.NC)]
public sealed partial class Nc4096;

[BatchNorm(33, Layout = Layout.NC, Activation = Activation.Relu)]
public sealed partial class Nc33Relu;

[BatchNorm(130, Layout = Layout.NC, Activation = Activation.Relu)]
public sealed partial class Nc130Relu;

[BatchNorm(17, Layout = Layout.NC, Affine = false)]
public sealed partial class Nc17Bare;

[BatchNorm(64, Layout = Layout.NC, Affine = false, Activation = Activation.Relu)]
public sealed partial class Nc64BareRelu;

[BatchNorm(24, Layout = Layout.NC, Epsilon = 1e-2, Momentum = 0.25)]
public sealed partial class Nc24Epsilon;
