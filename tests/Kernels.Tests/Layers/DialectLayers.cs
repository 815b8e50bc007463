namespace NormGen.Kernels.Tests.Layers;

// The conventions of other frameworks; each also with the cumulative average.
[BatchNorm(17, Layout = Layout.NC, Dialect = Dialect.Onnx)]
public sealed partial class Nc17Onnx;

[BatchNorm(24, Layout = Layout.NCHW, Height = 5, Width = 3, Dialect = Dialect.Onnx, Momentum = 0.75)]
public sealed partial class Nchw24x5x3Onnx;

[BatchNorm(3, Layout = Layout.NHWC, Dialect = Dialect.Onnx, Momentum = double.NaN)]
public sealed partial class Nhwc3AtCallOnnxCumulative;

[BatchNorm(33, Layout = Layout.NC, Dialect = Dialect.Keras)]
public sealed partial class Nc33Keras;

[BatchNorm(24, Layout = Layout.NHWC, Height = 6, Width = 6, Dialect = Dialect.Keras, Momentum = 0.5, Epsilon = 1e-2)]
public sealed partial class Nhwc24x6x6Keras;

[BatchNorm(3, Layout = Layout.NCHW, Dialect = Dialect.Keras, Momentum = double.NaN)]
public sealed partial class Nchw3AtCallKerasCumulative;

[BatchNorm(5, Layout = Layout.NC, Momentum = double.NaN)]
public sealed partial class Nc5Cumulative;
