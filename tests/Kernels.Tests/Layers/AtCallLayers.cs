namespace NormGen.Kernels.Tests.Layers;

// Layers whose spatial size is known only at the call.
[BatchNorm(1, Layout = Layout.NCHW)]
public sealed partial class Nchw1AtCall;

[BatchNorm(3, Layout = Layout.NCHW)]
public sealed partial class Nchw3AtCall;

[BatchNorm(17, Layout = Layout.NCHW)]
public sealed partial class Nchw17AtCall;

[BatchNorm(64, Layout = Layout.NCHW)]
public sealed partial class Nchw64AtCall;

[BatchNorm(24, Layout = Layout.NCHW, Activation = Activation.Relu)]
public sealed partial class Nchw24AtCallRelu;

[BatchNorm(5, Layout = Layout.NCHW, Affine = false)]
public sealed partial class Nchw5AtCallBare;

[BatchNorm(1, Layout = Layout.NHWC)]
public sealed partial class Nhwc1AtCall;

[BatchNorm(3, Layout = Layout.NHWC)]
public sealed partial class Nhwc3AtCall;

[BatchNorm(17, Layout = Layout.NHWC)]
public sealed partial class Nhwc17AtCall;

[BatchNorm(64, Layout = Layout.NHWC)]
public sealed partial class Nhwc64AtCall;

[BatchNorm(24, Layout = Layout.NHWC, Activation = Activation.Relu)]
public sealed partial class Nhwc24AtCallRelu;

[BatchNorm(5, Layout = Layout.NHWC, Affine = false)]
public sealed partial class Nhwc5AtCallBare;

[BatchNorm(100, Layout = Layout.NHWC)]
public sealed partial class Nhwc100AtCall;

[BatchNorm(100, Layout = Layout.NCHW)]
public sealed partial class Nchw100AtCall;
