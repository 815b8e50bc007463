namespace NormGen.Kernels.Tests.Layers;

// Dense layers: one value per sample and channel. The widths lie on both sides of what registers hold.
[BatchNorm(1, Layout = Layout.NC)]
public sealed partial class Nc1 : ISizedLayer;

[BatchNorm(3, Layout = Layout.NC)]
public sealed partial class Nc3 : ISizedLayer;

[BatchNorm(5, Layout = Layout.NC)]
public sealed partial class Nc5 : ISizedLayer;

[BatchNorm(16, Layout = Layout.NC)]
public sealed partial class Nc16 : ISizedLayer;

[BatchNorm(17, Layout = Layout.NC)]
public sealed partial class Nc17 : ISizedLayer;

[BatchNorm(24, Layout = Layout.NC)]
public sealed partial class Nc24 : ISizedLayer;

[BatchNorm(33, Layout = Layout.NC)]
public sealed partial class Nc33 : ISizedLayer;

[BatchNorm(64, Layout = Layout.NC)]
public sealed partial class Nc64 : ISizedLayer;

[BatchNorm(100, Layout = Layout.NC)]
public sealed partial class Nc100 : ISizedLayer;

[BatchNorm(130, Layout = Layout.NC)]
public sealed partial class Nc130 : ISizedLayer;

[BatchNorm(256, Layout = Layout.NC)]
public sealed partial class Nc256 : ISizedLayer;

[BatchNorm(1021, Layout = Layout.NC)]
public sealed partial class Nc1021 : ISizedLayer;

[BatchNorm(2048, Layout = Layout.NC)]
public sealed partial class Nc2048 : ISizedLayer;

[BatchNorm(4096, Layout = Layout.NC)]
public sealed partial class Nc4096 : ISizedLayer;

[BatchNorm(33, Layout = Layout.NC, Activation = Activation.Relu)]
public sealed partial class Nc33Relu : ISizedLayer;

[BatchNorm(130, Layout = Layout.NC, Activation = Activation.Relu)]
public sealed partial class Nc130Relu : ISizedLayer;

[BatchNorm(17, Layout = Layout.NC, Affine = false)]
public sealed partial class Nc17Bare : IBareSizedLayer;

[BatchNorm(64, Layout = Layout.NC, Affine = false, Activation = Activation.Relu)]
public sealed partial class Nc64BareRelu : IBareSizedLayer;

[BatchNorm(24, Layout = Layout.NC, Epsilon = 1e-2, Momentum = 0.25)]
public sealed partial class Nc24Epsilon : ISizedLayer;
