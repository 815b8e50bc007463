namespace NormGen.Kernels.Tests.Layers;

// Without the training code.
[BatchNorm(64, Layout = Layout.NC, Passes = Passes.Inference)]
public sealed partial class Nc64Inference;

[BatchNorm(3, Layout = Layout.NCHW, Height = 7, Width = 9, Passes = Passes.Inference)]
public sealed partial class Nchw3x7x9Inference;

[BatchNorm(24, Layout = Layout.NCHW, Passes = Passes.Inference, Activation = Activation.Relu)]
public sealed partial class Nchw24AtCallInferenceRelu;

[BatchNorm(
    24, Layout = Layout.NHWC, Height = 4, Width = 4, Passes = Passes.Inference, Residual = true, Activation = Activation.Relu)]
public sealed partial class Nhwc24x4x4InferenceResidualRelu;

[BatchNorm(5, Layout = Layout.NLC, Passes = Passes.Inference, Affine = false, Residual = true)]
public sealed partial class Nlc5AtCallInferenceBareResidual;
