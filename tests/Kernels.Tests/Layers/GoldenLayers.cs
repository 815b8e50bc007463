namespace NormGen.Kernels.Tests.Layers;

// The layers of the golden vectors, in both orders of memory. Other numbers of spatial axes are flattened to two.
[BatchNorm(16, Layout = Layout.NCHW, Height = 5, Width = 7)]
public sealed partial class GoldenNchwNchw : ISizedLayer;

[BatchNorm(16, Layout = Layout.NHWC, Height = 5, Width = 7)]
public sealed partial class GoldenNchwNhwc : ISizedLayer;

[BatchNorm(64, Layout = Layout.NCHW, Height = 7, Width = 7, Momentum = 0.03, Epsilon = 1e-3)]
public sealed partial class GoldenSevenBySevenNchw : ISizedLayer;

[BatchNorm(64, Layout = Layout.NHWC, Height = 7, Width = 7, Momentum = 0.03, Epsilon = 1e-3)]
public sealed partial class GoldenSevenBySevenNhwc : ISizedLayer;

[BatchNorm(5, Layout = Layout.NCHW, Height = 1, Width = 19)]
public sealed partial class GoldenNclNchw : ISizedLayer;

[BatchNorm(5, Layout = Layout.NHWC, Height = 1, Width = 19)]
public sealed partial class GoldenNclNhwc : ISizedLayer;

[BatchNorm(6, Layout = Layout.NCHW, Height = 12, Width = 5)]
public sealed partial class GoldenNcdhwNchw : ISizedLayer;

[BatchNorm(6, Layout = Layout.NHWC, Height = 12, Width = 5)]
public sealed partial class GoldenNcdhwNhwc : ISizedLayer;

[BatchNorm(8, Layout = Layout.NCHW, Height = 4, Width = 4, Momentum = double.NaN)]
public sealed partial class GoldenCumulativeNchw : ISizedLayer;

[BatchNorm(8, Layout = Layout.NHWC, Height = 4, Width = 4, Momentum = double.NaN)]
public sealed partial class GoldenCumulativeNhwc : ISizedLayer;

[BatchNorm(8, Layout = Layout.NCHW, Height = 4, Width = 4)]
public sealed partial class GoldenTwoStepsNchw : ISizedLayer;

[BatchNorm(8, Layout = Layout.NHWC, Height = 4, Width = 4)]
public sealed partial class GoldenTwoStepsNhwc : ISizedLayer;

[BatchNorm(8, Layout = Layout.NCHW, Height = 8, Width = 8)]
public sealed partial class GoldenLargeMeanNchw : ISizedLayer;

[BatchNorm(8, Layout = Layout.NHWC, Height = 8, Width = 8)]
public sealed partial class GoldenLargeMeanNhwc : ISizedLayer;

[BatchNorm(9, Layout = Layout.NCHW, Height = 3, Width = 3, Affine = false)]
public sealed partial class GoldenNoAffineNchw : IBareSizedLayer;

[BatchNorm(9, Layout = Layout.NHWC, Height = 3, Width = 3, Affine = false)]
public sealed partial class GoldenNoAffineNhwc : IBareSizedLayer;

[BatchNorm(24, Layout = Layout.NCHW, Height = 6, Width = 6, Activation = Activation.Relu)]
public sealed partial class GoldenReluNchw : ISizedLayer;

[BatchNorm(24, Layout = Layout.NHWC, Height = 6, Width = 6, Activation = Activation.Relu)]
public sealed partial class GoldenReluNhwc : ISizedLayer;
