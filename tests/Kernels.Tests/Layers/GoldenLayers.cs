namespace NormGen.Kernels.Tests.Layers;

// The layers of the golden vectors, in both orders of memory.
[BatchNorm(16, Layout = Layout.NCHW, Height = 5, Width = 7)]
public sealed partial class GoldenNchwChannelsFirst;

[BatchNorm(16, Layout = Layout.NHWC, Height = 5, Width = 7)]
public sealed partial class GoldenNchwChannelsLast;

[BatchNorm(64, Layout = Layout.NCHW, Height = 7, Width = 7, Momentum = 0.03, Epsilon = 1e-3)]
public sealed partial class GoldenSevenBySevenChannelsFirst;

[BatchNorm(64, Layout = Layout.NHWC, Height = 7, Width = 7, Momentum = 0.03, Epsilon = 1e-3)]
public sealed partial class GoldenSevenBySevenChannelsLast;

[BatchNorm(5, Layout = Layout.NCL, Length = 19)]
public sealed partial class GoldenNclChannelsFirst;

[BatchNorm(5, Layout = Layout.NLC, Length = 19)]
public sealed partial class GoldenNclChannelsLast;

[BatchNorm(6, Layout = Layout.NCDHW, Depth = 3, Height = 4, Width = 5)]
public sealed partial class GoldenNcdhwChannelsFirst;

[BatchNorm(6, Layout = Layout.NDHWC, Depth = 3, Height = 4, Width = 5)]
public sealed partial class GoldenNcdhwChannelsLast;

[BatchNorm(8, Layout = Layout.NCHW, Height = 4, Width = 4, Momentum = double.NaN)]
public sealed partial class GoldenCumulativeChannelsFirst;

[BatchNorm(8, Layout = Layout.NHWC, Height = 4, Width = 4, Momentum = double.NaN)]
public sealed partial class GoldenCumulativeChannelsLast;

[BatchNorm(8, Layout = Layout.NCHW, Height = 4, Width = 4)]
public sealed partial class GoldenTwoStepsChannelsFirst;

[BatchNorm(8, Layout = Layout.NHWC, Height = 4, Width = 4)]
public sealed partial class GoldenTwoStepsChannelsLast;

[BatchNorm(8, Layout = Layout.NCHW, Height = 8, Width = 8)]
public sealed partial class GoldenLargeMeanChannelsFirst;

[BatchNorm(8, Layout = Layout.NHWC, Height = 8, Width = 8)]
public sealed partial class GoldenLargeMeanChannelsLast;

[BatchNorm(9, Layout = Layout.NCHW, Height = 3, Width = 3, Affine = false)]
public sealed partial class GoldenNoAffineChannelsFirst;

[BatchNorm(9, Layout = Layout.NHWC, Height = 3, Width = 3, Affine = false)]
public sealed partial class GoldenNoAffineChannelsLast;

[BatchNorm(24, Layout = Layout.NCHW, Height = 6, Width = 6, Activation = Activation.Relu)]
public sealed partial class GoldenReluChannelsFirst;

[BatchNorm(24, Layout = Layout.NHWC, Height = 6, Width = 6, Activation = Activation.Relu)]
public sealed partial class GoldenReluChannelsLast;

[BatchNorm(24, Layout = Layout.NCHW, Height = 6, Width = 6, Activation = Activation.Relu, Residual = true)]
public sealed partial class GoldenResidualReluChannelsFirst;

[BatchNorm(24, Layout = Layout.NHWC, Height = 6, Width = 6, Activation = Activation.Relu, Residual = true)]
public sealed partial class GoldenResidualReluChannelsLast;
