namespace NormGen.Samples.Study.Layers;

// Batch norm again, with running statistics that follow the batches slowly, fast, and as the average of all batches so far.

[BatchNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu, Momentum = 0.01)]
internal sealed partial class WideSlowBatchNorm : IBatchNorm;

[BatchNorm(32, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu, Momentum = 0.01)]
internal sealed partial class MiddleSlowBatchNorm : IBatchNorm;

[BatchNorm(32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu, Momentum = 0.01)]
internal sealed partial class NarrowSlowBatchNorm : IBatchNorm;

[BatchNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu, Momentum = 0.5)]
internal sealed partial class WideFastBatchNorm : IBatchNorm;

[BatchNorm(32, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu, Momentum = 0.5)]
internal sealed partial class MiddleFastBatchNorm : IBatchNorm;

[BatchNorm(32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu, Momentum = 0.5)]
internal sealed partial class NarrowFastBatchNorm : IBatchNorm;

[BatchNorm(16, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu, Momentum = double.NaN)]
internal sealed partial class WideCumulativeBatchNorm : IBatchNorm;

[BatchNorm(32, Layout = Layout.NHWC, Height = 8, Width = 8, Activation = Activation.Relu, Momentum = double.NaN)]
internal sealed partial class MiddleCumulativeBatchNorm : IBatchNorm;

[BatchNorm(32, Layout = Layout.NHWC, Height = 4, Width = 4, Activation = Activation.Relu, Momentum = double.NaN)]
internal sealed partial class NarrowCumulativeBatchNorm : IBatchNorm;
