namespace NormGen.Kernels.Tests.Layers;

// Rows of features: shorter than a register, on both sides of what registers hold, and beyond a cache.
[LayerNorm(1)]
public sealed partial class Layer1;

[LayerNorm(3)]
public sealed partial class Layer3;

[LayerNorm(16)]
public sealed partial class Layer16;

[LayerNorm(17)]
public sealed partial class Layer17;

[LayerNorm(33)]
public sealed partial class Layer33;

[LayerNorm(130, Activation = Activation.Relu)]
public sealed partial class Layer130Relu;

[LayerNorm(384)]
public sealed partial class Layer384;

[LayerNorm(385)]
public sealed partial class Layer385;

[LayerNorm(1021)]
public sealed partial class Layer1021;

[LayerNorm(4096)]
public sealed partial class Layer4096;

[LayerNorm(16384)]
public sealed partial class Layer16384;

[LayerNorm(4, 12)]
public sealed partial class Layer4x12;

[LayerNorm(64, Affine = false)]
public sealed partial class Layer64Bare;

[LayerNorm(33, Residual = true, Activation = Activation.Relu)]
public sealed partial class Layer33ResidualRelu;

[LayerNorm(80, PreAdd = true)]
public sealed partial class Layer80PreAdd;

[LayerNorm(1021, PreAdd = true, Activation = Activation.Relu)]
public sealed partial class Layer1021PreAddRelu;

[LayerNorm(17, PreAdd = true, Affine = false)]
public sealed partial class Layer17PreAddBare;

[LayerNorm(48, Passes = Passes.Inference)]
public sealed partial class Layer48Inference;

[LayerNorm(33, Passes = Passes.Inference, PreAdd = true)]
public sealed partial class Layer33InferencePreAdd;

[RmsNorm(1)]
public sealed partial class Rms1;

[RmsNorm(3)]
public sealed partial class Rms3;

[RmsNorm(33)]
public sealed partial class Rms33;

[RmsNorm(384)]
public sealed partial class Rms384;

[RmsNorm(1021)]
public sealed partial class Rms1021;

[RmsNorm(16384)]
public sealed partial class Rms16384;

[RmsNorm(4, 12, UnitOffset = true)]
public sealed partial class Rms4x12UnitOffset;

[RmsNorm(48, Affine = false)]
public sealed partial class Rms48Bare;

[RmsNorm(64, Residual = true, Activation = Activation.Relu)]
public sealed partial class Rms64ResidualRelu;

[RmsNorm(80, PreAdd = true)]
public sealed partial class Rms80PreAdd;

[RmsNorm(1021, PreAdd = true, UnitOffset = true)]
public sealed partial class Rms1021PreAddUnitOffset;

[RmsNorm(33, Passes = Passes.Inference, PreAdd = true, Activation = Activation.Relu)]
public sealed partial class Rms33InferencePreAddRelu;
