namespace NormGen.Kernels.Tests.Layers;

// Each layer that stores integers stands beside a plain one, which stores the floats that they are made of.

[BatchNorm(64, Layout = Layout.NHWC, Height = 7, Width = 7, Residual = true, Activation = Activation.Relu, Passes = Passes.Inference, Quantization = Quantization.SByte)]
public partial class QuantizedBatch;

[BatchNorm(64, Layout = Layout.NHWC, Height = 7, Width = 7, Residual = true, Activation = Activation.Relu, Passes = Passes.Inference)]
public partial class QuantizedBatchPlain;

[BatchNorm(3, Layout = Layout.NHWC, Activation = Activation.Silu, Passes = Passes.Inference, Quantization = Quantization.Byte)]
public partial class QuantizedBatchPacked;

[BatchNorm(3, Layout = Layout.NHWC, Activation = Activation.Silu, Passes = Passes.Inference)]
public partial class QuantizedBatchPackedPlain;

[BatchNorm(12, Height = 7, Width = 7, Passes = Passes.Inference, Quantization = Quantization.SByte)]
public partial class QuantizedBatchPlanes;

[BatchNorm(12, Height = 7, Width = 7, Passes = Passes.Inference)]
public partial class QuantizedBatchPlanesPlain;

[BatchNorm(5, Residual = true, Passes = Passes.Inference, Quantization = Quantization.Byte)]
public partial class QuantizedBatchAtCall;

[BatchNorm(5, Residual = true, Passes = Passes.Inference)]
public partial class QuantizedBatchAtCallPlain;

[BatchNorm(21, Layout = Layout.NC, Epsilon = 0.5, Passes = Passes.Inference, Quantization = Quantization.SByte)]
public partial class QuantizedExact;

[BatchNorm(21, Layout = Layout.NC, Epsilon = 0.5, Passes = Passes.Inference)]
public partial class QuantizedExactPlain;

[BatchNorm(1, Epsilon = 0.5, Passes = Passes.Inference, Quantization = Quantization.Byte)]
public partial class QuantizedExactPlanes;

[BatchNorm(1, Epsilon = 0.5, Passes = Passes.Inference)]
public partial class QuantizedExactPlanesPlain;

[GroupNorm(4, 16, Layout = Layout.NHWC, Height = 7, Width = 7, Activation = Activation.Gelu, Passes = Passes.Inference, Quantization = Quantization.SByte)]
public partial class QuantizedGroup;

[GroupNorm(4, 16, Layout = Layout.NHWC, Height = 7, Width = 7, Activation = Activation.Gelu, Passes = Passes.Inference)]
public partial class QuantizedGroupPlain;

[GroupNorm(2, 6, Height = 5, Width = 3, Residual = true, Passes = Passes.Inference, Quantization = Quantization.Byte)]
public partial class QuantizedGroupPlanes;

[GroupNorm(2, 6, Height = 5, Width = 3, Residual = true, Passes = Passes.Inference)]
public partial class QuantizedGroupPlanesPlain;

[InstanceNorm(7, Layout = Layout.NLC, Affine = false, Passes = Passes.Inference, Quantization = Quantization.Byte)]
public partial class QuantizedInstance;

[InstanceNorm(7, Layout = Layout.NLC, Affine = false, Passes = Passes.Inference)]
public partial class QuantizedInstancePlain;

[LayerNorm(50, Passes = Passes.Inference, Quantization = Quantization.SByte)]
public partial class QuantizedLayer;

[LayerNorm(50, Passes = Passes.Inference)]
public partial class QuantizedLayerPlain;

[LayerNorm(48, PreAdd = true, Passes = Passes.Inference, Quantization = Quantization.Byte)]
public partial class QuantizedLayerOfSums;

[LayerNorm(48, PreAdd = true, Passes = Passes.Inference)]
public partial class QuantizedLayerOfSumsPlain;

[RmsNorm(33, Residual = true, Epilogue = typeof(SoftSign), Passes = Passes.Inference, Quantization = Quantization.SByte)]
public partial class QuantizedRms;

[RmsNorm(33, Residual = true, Epilogue = typeof(SoftSign), Passes = Passes.Inference)]
public partial class QuantizedRmsPlain;

[RmsNorm(256, PreAdd = true, Epilogue = typeof(Ramp), Passes = Passes.Inference, Quantization = Quantization.Byte)]
public partial class QuantizedRmsWithRamp;

[RmsNorm(256, PreAdd = true, Epilogue = typeof(Ramp), Passes = Passes.Inference)]
public partial class QuantizedRmsWithRampPlain;
