namespace NormGen.Samples.Study.Layers;

// Every normalization of the study. The generator writes the other half of each class: kernels for its shape, forward, backward and frozen.

// After a depthwise convolution, 16 channels of 8x8 pixels.
[BatchNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class WideBatchNorm : IBatchNorm;

[GroupNorm(4, 16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class WideGroupNorm;

[InstanceNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class WideInstanceNorm;

[LayerNorm(8, 8, 16, Activation = Activation.Relu)]
internal sealed partial class WideLayerNorm;

// After a pointwise convolution, 32 channels of 8x8 pixels.
[BatchNorm(32, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class MiddleBatchNorm : IBatchNorm;

[GroupNorm(8, 32, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class MiddleGroupNorm;

[InstanceNorm(32, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu)]
internal sealed partial class MiddleInstanceNorm;

[LayerNorm(8, 8, 32, Activation = Activation.Relu)]
internal sealed partial class MiddleLayerNorm;

// After the second depthwise and the second pointwise convolution, 32 channels of 4x4 pixels.
[BatchNorm(32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu)]
internal sealed partial class NarrowBatchNorm : IBatchNorm;

[GroupNorm(8, 32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu)]
internal sealed partial class NarrowGroupNorm;

[InstanceNorm(32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu)]
internal sealed partial class NarrowInstanceNorm;

[LayerNorm(4, 4, 32, Activation = Activation.Relu)]
internal sealed partial class NarrowLayerNorm;

// After a dense layer, 64 features; the relu is a layer of its own there, so that what goes into it can be looked at.
[BatchNorm(64, Layout = Layout.NC)]
internal sealed partial class FeatureBatchNorm : IBatchNorm;

[GroupNorm(8, 64, Layout = Layout.NC)]
internal sealed partial class FeatureGroupNorm;

[LayerNorm(64)]
internal sealed partial class FeatureLayerNorm;

// In a step of the recurrent network.
[BatchNorm(64, Layout = Layout.NC, Activation = Activation.Tanh)]
internal sealed partial class StepBatchNorm : IBatchNorm;

[LayerNorm(64, Activation = Activation.Tanh)]
internal sealed partial class StepLayerNorm;

// A whole picture of one channel, for what instance norm removes from it.
[InstanceNorm(1, Layout = Layout.NHWC, Height = 8, Width = 8, Affine = false)]
internal sealed partial class PictureInstanceNorm;
