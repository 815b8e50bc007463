using NormGen;

namespace Consumer.Layers
{
    [BatchNorm(48, Layout = Layout.NC)]
    public partial class DenseNorm;

    public static partial class Convolutions
    {
        [BatchNorm(16, Layout = Layout.NCHW, Height = 5, Width = 7, Activation = Activation.Relu)]
        public partial class PlaneNorm;

        // Without sizes: they come with the call.
        [BatchNorm(24, Layout = Layout.NHWC)]
        internal sealed partial class PixelNorm;
    }
}
