namespace NormGen.Kernels.Tests.Layers;

// One and three spatial axes. Some have the kernels of images of as many positions.
[BatchNorm(17, Layout = Layout.NCL, Length = 33)]
public sealed partial class Ncl17x33;

[BatchNorm(100, Layout = Layout.NCL, Length = 31)]
public sealed partial class Ncl100x31;

[BatchNorm(3, Layout = Layout.NLC, Length = 50)]
public sealed partial class Nlc3x50;

[BatchNorm(40, Layout = Layout.NLC, Length = 9, Activation = Activation.Relu)]
public sealed partial class Nlc40x9Relu;

[BatchNorm(5, Layout = Layout.NCDHW, Depth = 3, Height = 5, Width = 7)]
public sealed partial class Ncdhw5x3x5x7;

[BatchNorm(3, Layout = Layout.NCDHW, Depth = 1, Height = 1, Width = 127, Activation = Activation.Relu)]
public sealed partial class Ncdhw3x1x1x127Relu;

[BatchNorm(5, Layout = Layout.NDHWC, Depth = 3, Height = 5, Width = 2)]
public sealed partial class Ndhwc5x3x5x2;

[BatchNorm(33, Layout = Layout.NDHWC, Depth = 2, Height = 3, Width = 3)]
public sealed partial class Ndhwc33x2x3x3;

[BatchNorm(7, Layout = Layout.NCL)]
public sealed partial class Ncl7AtCall;

[BatchNorm(33, Layout = Layout.NLC)]
public sealed partial class Nlc33AtCall;

[BatchNorm(3, Layout = Layout.NCDHW)]
public sealed partial class Ncdhw3AtCall;

[BatchNorm(20, Layout = Layout.NDHWC)]
public sealed partial class Ndhwc20AtCall;
