using System.Threading.Tasks;
using NormGen.Generator.Tests.Support;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace NormGen.Generator.Tests.Snapshots;

/// <summary>The generated files themselves: one case per value of an axis, not per combination.</summary>
public sealed class LayerSnapshots
{
    [Fact]
    public async Task Nc() => await Verify(Run("[BatchNorm(512, Layout = Layout.NC)]"));

    [Fact]
    public async Task Nhwc() => await Verify(Run("[BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56)]"));

    [Fact]
    public async Task Nchw() => await Verify(Run("[BatchNorm(2048, Layout = Layout.NCHW, Height = 7, Width = 7)]"));

    [Fact]
    public async Task Nchw_of_a_size_known_at_the_call() => await Verify(Run("[BatchNorm(3)]"));

    [Fact]
    public async Task Nhwc_of_a_size_known_at_the_call_and_few_channels() => await Verify(Run("[BatchNorm(24, Layout = Layout.NHWC)]"));

    [Fact]
    public async Task Relu() => await Verify(Run("[BatchNorm(64, Layout = Layout.NHWC, Activation = Activation.Relu)]"));

    [Fact]
    public async Task Relu6() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.Relu6)]");

    [Fact]
    public async Task LeakyRelu() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.LeakyRelu, Alpha = 0.2)]");

    [Fact]
    public async Task Elu() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.Elu)]");

    [Fact]
    public async Task Sigmoid() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.Sigmoid)]");

    [Fact]
    public async Task Tanh() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.Tanh)]");

    [Fact]
    public async Task Silu() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.Silu)]");

    [Fact]
    public async Task Gelu() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.Gelu)]");

    [Fact]
    public async Task GeluTanh() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.GeluTanh)]");

    [Fact]
    public async Task HardSwish() => await VerifyKernel("[BatchNorm(16, Layout = Layout.NC, Activation = Activation.HardSwish)]");

    [Fact]
    public async Task Residual() => await Verify(Run("[BatchNorm(3, Height = 7, Width = 7, Residual = true)]"));

    [Fact]
    public async Task Passes_of_inference() => await Verify(Run("[BatchNorm(3, Height = 7, Width = 7, Passes = Passes.Inference)]"));

    [Fact]
    public async Task Ncl() => await VerifyLayer("[BatchNorm(16, Layout = Layout.NCL, Length = 49)]");

    [Fact]
    public async Task Nlc() => await VerifyLayer("[BatchNorm(16, Layout = Layout.NLC, Length = 49)]");

    [Fact]
    public async Task Ncdhw() => await VerifyLayer("[BatchNorm(16, Layout = Layout.NCDHW, Depth = 2, Height = 3, Width = 4)]");

    [Fact]
    public async Task Ndhwc() => await VerifyLayer("[BatchNorm(16, Layout = Layout.NDHWC, Depth = 2, Height = 3, Width = 4)]");

    [Fact]
    public async Task Onnx_dialect() => await VerifyLayer("[BatchNorm(16, Layout = Layout.NC, Dialect = Dialect.Onnx)]");

    [Fact]
    public async Task Keras_dialect() => await VerifyLayer("[BatchNorm(16, Layout = Layout.NC, Dialect = Dialect.Keras)]");

    [Fact]
    public async Task Group() => await Verify(Run("[GroupNorm(4, 32, Height = 14, Width = 14)]"));

    [Fact]
    public async Task Group_channels_last() => await Verify(Run("[GroupNorm(4, 32, Layout = Layout.NHWC, Height = 14, Width = 14)]"));

    [Fact]
    public async Task Group_of_a_size_known_at_the_call() => await Verify(Run("[GroupNorm(4, 32)]"));

    [Fact]
    public async Task Group_of_inference_with_a_residual() =>
        await VerifyLayer("[GroupNorm(4, 32, Layout = Layout.NHWC, Residual = true, Passes = Passes.Inference)]");

    [Fact]
    public async Task Instance() => await Verify(Run("[InstanceNorm(64, Height = 7, Width = 7)]"));

    [Fact]
    public async Task Instance_channels_last() => await Verify(Run("[InstanceNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56)]"));

    [Fact]
    public async Task Instance_without_gamma_and_beta() => await VerifyLayer("[InstanceNorm(64, Height = 7, Width = 7, Affine = false)]");

    [Fact]
    public async Task Layer_norm() => await Verify(Run("[LayerNorm(768)]"));

    [Fact]
    public async Task Layer_norm_of_a_shape() => await VerifyLayer("[LayerNorm(64, 28, 28)]");

    [Fact]
    public async Task Layer_norm_of_sums() => await Verify(Run("[LayerNorm(768, PreAdd = true)]"));

    [Fact]
    public async Task Rms_norm() => await Verify(Run("[RmsNorm(4096)]"));

    [Fact]
    public async Task Rms_norm_of_sums() => await VerifyLayer("[RmsNorm(4096, PreAdd = true)]");

    [Fact]
    public async Task Unit_offset() => await Verify(Run("[RmsNorm(256, UnitOffset = true, Passes = Passes.Inference)]"));

    [Fact]
    public async Task Error_of_a_shape() => await Verify(Run("[LayerNorm(64, 0, Residual = true, PreAdd = true)]"));

    [Fact]
    public async Task Layers_that_share_a_kernel() => await Verify(GeneratorRun.Of("""
        using NormGen;
        namespace Models;
        [BatchNorm(16, Layout = Layout.NC, Affine = false)] public partial class NotAffine;
        [BatchNorm(16, Layout = Layout.NC, Epsilon = 1e-3, Momentum = double.NaN)] public partial class CumulativeAverage;
        internal partial class Net { [BatchNorm(16, Layout = Layout.NC)] private sealed partial class Head; }
        """).Driver);

    [Fact]
    public async Task Error() => await Verify(Run("[BatchNorm(0, Epsilon = -1)]"));

    /// <summary>The kernel's file alone, where the layer's is one that other snapshots show.</summary>
    [Fact]
    public async Task Epilogue() => await Verify(Run($"{Ramp}\n[BatchNorm(16, Layout = Layout.NC, Epilogue = typeof(Ramp))]"));

    [Fact]
    public async Task Quantized() =>
        await Verify(Run("[LayerNorm(20, PreAdd = true, Passes = Passes.Inference, Quantization = Quantization.SByte)]"));

    private const string Ramp =
        """
        public readonly struct Ramp : IDifferentiableParametricEpilogue
        {
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static T Value<T>(T x, T parameter)
                where T : struct, IVector<T> => T.Min(T.Max(x * parameter, 0f), 1f);

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static T Derivative<T>(T x, T parameter)
                where T : struct, IVector<T> => T.Select((x > 0f) & (x * parameter < 1f), parameter, 0f);
        }
        """;

    private static async Task VerifyKernel(string attribute) =>
        await Verify(Run(attribute)).IgnoreGeneratedResult(file => file.HintName == "Models.Stem.g.cs");

    /// <summary>The layer's file alone, where the kernel is one that other snapshots show.</summary>
    private static async Task VerifyLayer(string attribute) =>
        await Verify(Run(attribute)).IgnoreGeneratedResult(file => file.HintName != "Models.Stem.g.cs");

    private static Microsoft.CodeAnalysis.GeneratorDriver Run(string attribute) =>
        GeneratorRun.Of($"using NormGen;\nnamespace Models;\n{attribute}\npublic partial class Stem;\n").Driver;
}
