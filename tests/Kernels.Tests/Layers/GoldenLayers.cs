namespace NormGen.Kernels.Tests.Layers;

// The layers of the golden vectors, where there are two in both orders of memory.
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

[BatchNorm(12, Layout = Layout.NCHW, Height = 6, Width = 6, Activation = Activation.Silu)]
public sealed partial class GoldenSiluChannelsFirst;

[BatchNorm(12, Layout = Layout.NHWC, Height = 6, Width = 6, Activation = Activation.Silu)]
public sealed partial class GoldenSiluChannelsLast;

[BatchNorm(12, Layout = Layout.NCHW, Height = 6, Width = 6, Activation = Activation.HardSwish)]
public sealed partial class GoldenHardSwishChannelsFirst;

[BatchNorm(12, Layout = Layout.NHWC, Height = 6, Width = 6, Activation = Activation.HardSwish)]
public sealed partial class GoldenHardSwishChannelsLast;

[BatchNorm(12, Layout = Layout.NCHW, Height = 6, Width = 6, Activation = Activation.LeakyRelu, Alpha = 0.2)]
public sealed partial class GoldenLeakyReluChannelsFirst;

[BatchNorm(12, Layout = Layout.NHWC, Height = 6, Width = 6, Activation = Activation.LeakyRelu, Alpha = 0.2)]
public sealed partial class GoldenLeakyReluChannelsLast;

[GroupNorm(8, 32, Layout = Layout.NCHW, Height = 4, Width = 4, Activation = Activation.Silu)]
public sealed partial class GoldenGroupSiluChannelsFirst;

[GroupNorm(8, 32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Silu)]
public sealed partial class GoldenGroupSiluChannelsLast;

[GroupNorm(4, 16, Layout = Layout.NCHW, Height = 5, Width = 5, Residual = true, Activation = Activation.Gelu)]
public sealed partial class GoldenGroupResidualGeluChannelsFirst;

[GroupNorm(4, 16, Layout = Layout.NHWC, Height = 5, Width = 5, Residual = true, Activation = Activation.Gelu)]
public sealed partial class GoldenGroupResidualGeluChannelsLast;

[GroupNorm(8, 32, Layout = Layout.NCHW, Height = 6, Width = 6)]
public sealed partial class GoldenGroupChannelsFirst;

[GroupNorm(8, 32, Layout = Layout.NHWC, Height = 6, Width = 6)]
public sealed partial class GoldenGroupChannelsLast;

[GroupNorm(4, 12, Layout = Layout.NCL, Length = 9)]
public sealed partial class GoldenGroupOddChannelsFirst;

[GroupNorm(4, 12, Layout = Layout.NLC, Length = 9)]
public sealed partial class GoldenGroupOddChannelsLast;

[GroupNorm(1, 10, Layout = Layout.NCHW, Height = 5, Width = 5)]
public sealed partial class GoldenGroupOneChannelsFirst;

[GroupNorm(1, 10, Layout = Layout.NHWC, Height = 5, Width = 5)]
public sealed partial class GoldenGroupOneChannelsLast;

[GroupNorm(3, 6, Layout = Layout.NCHW, Height = 5, Width = 5, Affine = false)]
public sealed partial class GoldenGroupNoAffineChannelsFirst;

[GroupNorm(3, 6, Layout = Layout.NHWC, Height = 5, Width = 5, Affine = false)]
public sealed partial class GoldenGroupNoAffineChannelsLast;

[InstanceNorm(8, Layout = Layout.NCHW, Height = 9, Width = 9)]
public sealed partial class GoldenInstanceChannelsFirst;

[InstanceNorm(8, Layout = Layout.NHWC, Height = 9, Width = 9)]
public sealed partial class GoldenInstanceChannelsLast;

[InstanceNorm(3, Layout = Layout.NCL, Length = 17)]
public sealed partial class GoldenInstanceNclChannelsFirst;

[InstanceNorm(3, Layout = Layout.NLC, Length = 17)]
public sealed partial class GoldenInstanceNclChannelsLast;

[InstanceNorm(5, Layout = Layout.NCHW, Height = 6, Width = 6, Affine = false)]
public sealed partial class GoldenInstanceNoAffineChannelsFirst;

[InstanceNorm(5, Layout = Layout.NHWC, Height = 6, Width = 6, Affine = false)]
public sealed partial class GoldenInstanceNoAffineChannelsLast;

[InstanceNorm(16, Layout = Layout.NCHW, Height = 8, Width = 8, Activation = Activation.Relu)]
public sealed partial class GoldenInstanceReluChannelsFirst;

[InstanceNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
public sealed partial class GoldenInstanceReluChannelsLast;

[InstanceNorm(4, Layout = Layout.NCHW, Height = 16, Width = 16)]
public sealed partial class GoldenInstanceLargeMeanChannelsFirst;

[InstanceNorm(4, Layout = Layout.NHWC, Height = 16, Width = 16)]
public sealed partial class GoldenInstanceLargeMeanChannelsLast;

[LayerNorm(48)]
public sealed partial class GoldenLayer;

[LayerNorm(96, Epsilon = 1e-6)]
public sealed partial class GoldenLayerTokens;

[LayerNorm(77)]
public sealed partial class GoldenLayerOdd;

[LayerNorm(64, Residual = true)]
public sealed partial class GoldenLayerResidual;

[RmsNorm(64, Epsilon = 1e-6)]
public sealed partial class GoldenRms;

[RmsNorm(51, Epsilon = 1e-6)]
public sealed partial class GoldenRmsOdd;
