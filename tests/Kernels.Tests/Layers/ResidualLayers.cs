namespace NormGen.Kernels.Tests.Layers;

// A residual is added before the activation.
[BatchNorm(33, Layout = Layout.NC, Residual = true)]
public sealed partial class Nc33Residual;

[BatchNorm(64, Layout = Layout.NC, Residual = true, Activation = Activation.Relu)]
public sealed partial class Nc64ResidualRelu;

[BatchNorm(1021, Layout = Layout.NC, Residual = true, Activation = Activation.Relu)]
public sealed partial class Nc1021ResidualRelu;

[BatchNorm(17, Layout = Layout.NCHW, Height = 3, Width = 3, Residual = true)]
public sealed partial class Nchw17x3x3Residual;

[BatchNorm(24, Layout = Layout.NCHW, Height = 7, Width = 7, Residual = true, Activation = Activation.Relu)]
public sealed partial class Nchw24x7x7ResidualRelu;

[BatchNorm(3, Layout = Layout.NCHW, Height = 28, Width = 28, Residual = true)]
public sealed partial class Nchw3x28x28Residual;

[BatchNorm(3, Layout = Layout.NHWC, Height = 7, Width = 7, Residual = true)]
public sealed partial class Nhwc3x7x7Residual;

[BatchNorm(24, Layout = Layout.NHWC, Height = 5, Width = 5, Affine = false, Residual = true, Activation = Activation.Relu)]
public sealed partial class Nhwc24x5x5BareResidualRelu;

[BatchNorm(5, Layout = Layout.NCHW, Residual = true, Activation = Activation.Relu)]
public sealed partial class Nchw5AtCallResidualRelu;

[BatchNorm(20, Layout = Layout.NHWC, Residual = true)]
public sealed partial class Nhwc20AtCallResidual;

[BatchNorm(3, Layout = Layout.NCL, Affine = false, Residual = true)]
public sealed partial class Ncl3AtCallBareResidual;

[BatchNorm(7, Layout = Layout.NDHWC, Residual = true, Activation = Activation.Relu)]
public sealed partial class Ndhwc7AtCallResidualRelu;

[BatchNorm(6, Layout = Layout.NCDHW, Depth = 2, Height = 3, Width = 3, Residual = true)]
public sealed partial class Ncdhw6x2x3x3Residual;
