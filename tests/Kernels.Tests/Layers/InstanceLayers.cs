namespace NormGen.Kernels.Tests.Layers;

// Every channel of a sample for itself: a few large planes, and many that are smaller than a register.
[InstanceNorm(16, Layout = Layout.NCHW, Height = 1, Width = 1)]
public sealed partial class InstanceNchw16x1x1;

[InstanceNorm(64, Layout = Layout.NCHW, Height = 7, Width = 7)]
public sealed partial class InstanceNchw64x7x7;

[InstanceNorm(2048, Layout = Layout.NCHW, Height = 3, Width = 3)]
public sealed partial class InstanceNchw2048x3x3;

[InstanceNorm(3, Layout = Layout.NCHW, Height = 28, Width = 28, Residual = true)]
public sealed partial class InstanceNchw3x28x28Residual;

[InstanceNorm(1, Layout = Layout.NCHW, Height = 71, Width = 73)]
public sealed partial class InstanceNchw1x71x73;

[InstanceNorm(3, Layout = Layout.NHWC, Height = 7, Width = 7)]
public sealed partial class InstanceNhwc3x7x7;

[InstanceNorm(64, Layout = Layout.NHWC, Height = 4, Width = 4)]
public sealed partial class InstanceNhwc64x4x4;

[InstanceNorm(130, Layout = Layout.NHWC, Height = 3, Width = 3)]
public sealed partial class InstanceNhwc130x3x3;

[InstanceNorm(24, Layout = Layout.NHWC, Height = 5, Width = 5, Affine = false, Residual = true, Activation = Activation.Relu)]
public sealed partial class InstanceNhwc24x5x5BareResidualRelu;

[InstanceNorm(1, Layout = Layout.NCHW)]
public sealed partial class InstanceNchw1AtCall;

[InstanceNorm(17, Layout = Layout.NCHW)]
public sealed partial class InstanceNchw17AtCall;

[InstanceNorm(24, Layout = Layout.NCHW, Activation = Activation.Relu)]
public sealed partial class InstanceNchw24AtCallRelu;

[InstanceNorm(1, Layout = Layout.NHWC)]
public sealed partial class InstanceNhwc1AtCall;

[InstanceNorm(3, Layout = Layout.NHWC)]
public sealed partial class InstanceNhwc3AtCall;

[InstanceNorm(3, Layout = Layout.NDHWC)]
public sealed partial class InstanceNdhwc3AtCall;

[InstanceNorm(64, Layout = Layout.NHWC)]
public sealed partial class InstanceNhwc64AtCall;

[InstanceNorm(5, Layout = Layout.NLC, Affine = false)]
public sealed partial class InstanceNlc5AtCallBare;

[InstanceNorm(7, Layout = Layout.NCL, Residual = true, Activation = Activation.Relu)]
public sealed partial class InstanceNcl7AtCallResidualRelu;

[InstanceNorm(24, Layout = Layout.NCHW, Height = 5, Width = 5, Passes = Passes.Inference)]
public sealed partial class InstanceNchw24x5x5Inference;

[InstanceNorm(5, Layout = Layout.NHWC, Passes = Passes.Inference, Activation = Activation.Relu)]
public sealed partial class InstanceNhwc5AtCallInferenceRelu;
