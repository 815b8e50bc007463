namespace NormGen.Runtime.Tests;

[BatchNorm(3)]
internal sealed partial class Batch;

[BatchNorm(3, Affine = false)]
internal sealed partial class BatchWithoutAffine;

[BatchNorm(3, Momentum = double.NaN)]
internal sealed partial class BatchCumulative;

[BatchNorm(3, Dialect = Dialect.Keras, Passes = Passes.Inference)]
internal sealed partial class BatchForInference;

[BatchNorm(33, Layout = Layout.NC)]
internal sealed partial class BatchOfRows;

[GroupNorm(2, 4)]
internal sealed partial class Grouped;

[InstanceNorm(3)]
internal sealed partial class Instances;

[InstanceNorm(3, Affine = false)]
internal sealed partial class InstancesWithoutAffine;

[LayerNorm(4)]
internal sealed partial class Row;

[LayerNorm(2, 3)]
internal sealed partial class Plane;

[RmsNorm(4)]
internal sealed partial class Rms;

[RmsNorm(4, UnitOffset = true)]
internal sealed partial class RmsWithOffset;

[BatchNorm(6, Epsilon = 1e-3)]
internal sealed partial class BatchOfSix;

[BatchNorm(4, Layout = Layout.NHWC, Height = 3, Width = 2)]
internal sealed partial class BatchOfSizes;
