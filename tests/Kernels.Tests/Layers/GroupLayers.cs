namespace NormGen.Kernels.Tests.Layers;

// Groups of a sample's channels: from one for all to one each, on both sides of what registers hold.
[GroupNorm(3, 3, Layout = Layout.NCHW, Height = 5, Width = 7)]
public sealed partial class Group3Nchw3x5x7;

[GroupNorm(32, 64, Layout = Layout.NCHW, Height = 7, Width = 7, Activation = Activation.Relu)]
public sealed partial class Group32Nchw64x7x7Relu;

[GroupNorm(4, 24, Layout = Layout.NCHW, Height = 7, Width = 7, Residual = true, Activation = Activation.Relu)]
public sealed partial class Group4Nchw24x7x7ResidualRelu;

[GroupNorm(1, 2, Layout = Layout.NCHW, Height = 56, Width = 56)]
public sealed partial class Group1Nchw2x56x56;

[GroupNorm(16, 256, Layout = Layout.NCHW, Height = 1, Width = 1)]
public sealed partial class Group16Nchw256x1x1;

[GroupNorm(3, 6, Layout = Layout.NCDHW, Depth = 2, Height = 3, Width = 3)]
public sealed partial class Group3Ncdhw6x2x3x3;

[GroupNorm(4, 12, Layout = Layout.NCHW, Height = 3, Width = 3)]
public sealed partial class Group4Nchw12x3x3;

[GroupNorm(1, 3, Layout = Layout.NHWC, Height = 7, Width = 7)]
public sealed partial class Group1Nhwc3x7x7;

[GroupNorm(32, 64, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu)]
public sealed partial class Group32Nhwc64x4x4Relu;

[GroupNorm(4, 24, Layout = Layout.NHWC, Height = 5, Width = 5, Residual = true, Activation = Activation.Relu)]
public sealed partial class Group4Nhwc24x5x5ResidualRelu;

[GroupNorm(5, 130, Layout = Layout.NHWC, Height = 3, Width = 3)]
public sealed partial class Group5Nhwc130x3x3;

[GroupNorm(32, 2048, Layout = Layout.NHWC, Height = 2, Width = 1)]
public sealed partial class Group32Nhwc2048x2x1;

[GroupNorm(4, 20, Layout = Layout.NC)]
public sealed partial class Group4Nc20;

[GroupNorm(16, 16, Layout = Layout.NC)]
public sealed partial class Group16Nc16;

[GroupNorm(1, 1, Layout = Layout.NCHW)]
public sealed partial class Group1Nchw1AtCall;

[GroupNorm(1, 3, Layout = Layout.NCHW)]
public sealed partial class Group1Nchw3AtCall;

[GroupNorm(4, 24, Layout = Layout.NCHW, Activation = Activation.Relu)]
public sealed partial class Group4Nchw24AtCallRelu;

[GroupNorm(8, 64, Layout = Layout.NCHW)]
public sealed partial class Group8Nchw64AtCall;

[GroupNorm(1, 3, Layout = Layout.NHWC)]
public sealed partial class Group1Nhwc3AtCall;

[GroupNorm(17, 17, Layout = Layout.NHWC)]
public sealed partial class Group17Nhwc17AtCall;

[GroupNorm(4, 24, Layout = Layout.NHWC, Activation = Activation.Relu)]
public sealed partial class Group4Nhwc24AtCallRelu;

[GroupNorm(8, 64, Layout = Layout.NHWC)]
public sealed partial class Group8Nhwc64AtCall;

[GroupNorm(2, 10, Layout = Layout.NCL, Affine = false, Residual = true)]
public sealed partial class Group2Ncl10AtCallBareResidual;

[GroupNorm(5, 15, Layout = Layout.NLC)]
public sealed partial class Group5Nlc15AtCall;

[GroupNorm(2, 6, Layout = Layout.NDHWC, Residual = true, Activation = Activation.Relu)]
public sealed partial class Group2Ndhwc6AtCallResidualRelu;

[GroupNorm(4, 24, Layout = Layout.NCHW, Height = 5, Width = 5, Passes = Passes.Inference)]
public sealed partial class Group4Nchw24x5x5Inference;

[GroupNorm(2, 20, Layout = Layout.NHWC, Passes = Passes.Inference, Residual = true, Activation = Activation.Relu)]
public sealed partial class Group2Nhwc20AtCallInferenceResidualRelu;
