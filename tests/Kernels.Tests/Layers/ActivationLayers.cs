namespace NormGen.Kernels.Tests.Layers;

// Every activation beside every kind of walk: planes and pixels, groups and rows, with a residual after and before.
[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.Relu6)]
public sealed partial class Nchw3x5x7ResidualRelu6;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.Relu6)]
public sealed partial class Nhwc24x3x3Relu6;

[GroupNorm(2, 6, Layout = Layout.NCHW, Height = 3, Width = 5, Activation = Activation.Relu6)]
public sealed partial class Group2Of6x3x5Relu6;

[LayerNorm(77, Activation = Activation.Relu6)]
public sealed partial class Layer77Relu6;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.LeakyRelu)]
public sealed partial class Nchw3x5x7ResidualLeakyRelu;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.LeakyRelu)]
public sealed partial class Nhwc24x3x3LeakyRelu;

[GroupNorm(3, 24, Layout = Layout.NHWC, Height = 4, Width = 3, Residual = true, Activation = Activation.LeakyRelu)]
public sealed partial class Group3Of24NhwcLeakyRelu;

[RmsNorm(48, PreAdd = true, Activation = Activation.LeakyRelu)]
public sealed partial class Rms48PreAddLeakyRelu;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.Elu)]
public sealed partial class Nchw3x5x7ResidualElu;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.Elu)]
public sealed partial class Nhwc24x3x3Elu;

[InstanceNorm(5, Layout = Layout.NCHW, Height = 7, Width = 7, Activation = Activation.Elu)]
public sealed partial class Instance5x7x7Elu;

[LayerNorm(33, Residual = true, Activation = Activation.Elu)]
public sealed partial class Layer33ResidualElu;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.Sigmoid)]
public sealed partial class Nchw3x5x7ResidualSigmoid;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.Sigmoid)]
public sealed partial class Nhwc24x3x3Sigmoid;

[InstanceNorm(20, Layout = Layout.NHWC, Height = 3, Width = 3, Residual = true, Activation = Activation.Sigmoid)]
public sealed partial class Instance20NhwcSigmoid;

[LayerNorm(77, Activation = Activation.Sigmoid)]
public sealed partial class Layer77Sigmoid;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.Tanh)]
public sealed partial class Nchw3x5x7ResidualTanh;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.Tanh)]
public sealed partial class Nhwc24x3x3Tanh;

[GroupNorm(2, 6, Layout = Layout.NCHW, Height = 3, Width = 5, Activation = Activation.Tanh)]
public sealed partial class Group2Of6x3x5Tanh;

[RmsNorm(48, PreAdd = true, Activation = Activation.Tanh)]
public sealed partial class Rms48PreAddTanh;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.Silu)]
public sealed partial class Nchw3x5x7ResidualSilu;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.Silu)]
public sealed partial class Nhwc24x3x3Silu;

[GroupNorm(3, 24, Layout = Layout.NHWC, Height = 4, Width = 3, Residual = true, Activation = Activation.Silu)]
public sealed partial class Group3Of24NhwcSilu;

[LayerNorm(33, Residual = true, Activation = Activation.Silu)]
public sealed partial class Layer33ResidualSilu;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.Gelu)]
public sealed partial class Nchw3x5x7ResidualGelu;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.Gelu)]
public sealed partial class Nhwc24x3x3Gelu;

[InstanceNorm(5, Layout = Layout.NCHW, Height = 7, Width = 7, Activation = Activation.Gelu)]
public sealed partial class Instance5x7x7Gelu;

[LayerNorm(77, Activation = Activation.Gelu)]
public sealed partial class Layer77Gelu;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.GeluTanh)]
public sealed partial class Nchw3x5x7ResidualGeluTanh;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.GeluTanh)]
public sealed partial class Nhwc24x3x3GeluTanh;

[InstanceNorm(20, Layout = Layout.NHWC, Height = 3, Width = 3, Residual = true, Activation = Activation.GeluTanh)]
public sealed partial class Instance20NhwcGeluTanh;

[RmsNorm(48, PreAdd = true, Activation = Activation.GeluTanh)]
public sealed partial class Rms48PreAddGeluTanh;

[BatchNorm(3, Layout = Layout.NCHW, Height = 5, Width = 7, Residual = true, Activation = Activation.HardSwish)]
public sealed partial class Nchw3x5x7ResidualHardSwish;

[BatchNorm(24, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.HardSwish)]
public sealed partial class Nhwc24x3x3HardSwish;

[GroupNorm(2, 6, Layout = Layout.NCHW, Height = 3, Width = 5, Activation = Activation.HardSwish)]
public sealed partial class Group2Of6x3x5HardSwish;

[LayerNorm(33, Residual = true, Activation = Activation.HardSwish)]
public sealed partial class Layer33ResidualHardSwish;

// Other parameters than the default, sizes at the call, inference alone.
[BatchNorm(5, Layout = Layout.NCHW, Activation = Activation.LeakyRelu, Alpha = 0.2)]
public sealed partial class Nchw5AtCallLeakyRelu;

[BatchNorm(17, Layout = Layout.NC, Activation = Activation.LeakyRelu, Alpha = -0.5)]
public sealed partial class Nc17LeakyReluNegative;

[LayerNorm(24, Activation = Activation.LeakyRelu, Alpha = 3)]
public sealed partial class Layer24LeakyReluSteep;

[BatchNorm(7, Layout = Layout.NHWC, Activation = Activation.Elu, Alpha = 1.5)]
public sealed partial class Nhwc7AtCallElu;

[BatchNorm(33, Layout = Layout.NC, Residual = true, Activation = Activation.Gelu)]
public sealed partial class Nc33ResidualGelu;

[BatchNorm(8, Layout = Layout.NCDHW, Depth = 2, Height = 3, Width = 3, Activation = Activation.Silu, Passes = Passes.Inference)]
public sealed partial class Ncdhw8SiluInference;

[RmsNorm(130, UnitOffset = true, Activation = Activation.Silu)]
public sealed partial class Rms130UnitOffsetSilu;

[LayerNorm(768, Activation = Activation.Gelu)]
public sealed partial class Layer768Gelu;
