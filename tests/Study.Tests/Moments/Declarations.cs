namespace NormGen.Study.Tests.Moments;

// Every way in which coefficients lie in memory, and every signature.

[BatchNorm(5, Layout = Layout.NC)]
internal sealed partial class FewFeatures;

[BatchNorm(2048, Layout = Layout.NC)]
internal sealed partial class ManyFeatures;

[BatchNorm(3, Layout = Layout.NHWC, Height = 4, Width = 4)]
internal sealed partial class PackedPixels;

[BatchNorm(64, Layout = Layout.NHWC, Height = 3, Width = 3, Activation = Activation.Relu)]
internal sealed partial class Pixels;

[BatchNorm(3, Layout = Layout.NCHW, Height = 7, Width = 7, Dialect = Dialect.Keras)]
internal sealed partial class Planes;

[BatchNorm(4, Layout = Layout.NCL)]
internal sealed partial class PlanesOfAnySize;

[BatchNorm(6, Layout = Layout.NHWC, Height = 2, Width = 5, Affine = false, Momentum = double.NaN)]
internal sealed partial class WithoutParameters;

[BatchNorm(16, Layout = Layout.NHWC, Height = 2, Width = 2, Residual = true, Activation = Activation.Relu)]
internal sealed partial class WithResidual;
