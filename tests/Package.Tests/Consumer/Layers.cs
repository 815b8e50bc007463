using System.Runtime.CompilerServices;
using NormGen;

namespace Consumer.Layers
{
    [BatchNorm(48, Layout = Layout.NC)]
    public partial class DenseNorm;

    public readonly struct QuickGelu : IDifferentiableEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T x)
            where T : struct, IVector<T> => x * T.Sigmoid(1.702f * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Derivative<T>(T x)
            where T : struct, IVector<T>
        {
            var gate = T.Sigmoid(1.702f * x);
            return T.FusedMultiplyAdd(1.702f * x * gate, 1f - gate, gate);
        }
    }

    [BatchNorm(40, Layout = Layout.NC, Epilogue = typeof(QuickGelu))]
    public partial class GatedNorm;

    [LayerNorm(40, Passes = Passes.Inference, Quantization = Quantization.SByte)]
    public partial class QuantizedNorm;

    public static partial class Convolutions
    {
        [BatchNorm(16, Layout = Layout.NCHW, Height = 5, Width = 7, Activation = Activation.Relu)]
        public partial class PlaneNorm;

        // Without sizes: they come with the call.
        [BatchNorm(24, Layout = Layout.NHWC)]
        internal sealed partial class PixelNorm;
    }
}
