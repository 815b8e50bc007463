using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Output;

/// <summary>A network's batch norms share their kernels: many declarations, few kernel files.</summary>
public sealed class NetworkTests
{
    /// <summary>
    /// 64, 128, 256 and 512 channels with Relu inside the blocks; 256, 512, 1,024 and 2,048 without on the shortcuts. The same four
    /// at the ends of blocks: with Relu and the shortcut added, or, where the network adds it itself, with neither, as on the
    /// shortcuts. With planes, the narrow ones come at two sizes each.
    /// </summary>
    [Theory]
    [InlineData("NHWC", true, 12)]
    [InlineData("NHWC", false, 8)]
    [InlineData("NCHW", true, 16)]
    [InlineData("NCHW", false, 12)]
    public void ResNet50(string layout, bool fusesResidual, int kernels) =>
        HasKernels([.. Networks.ResNet50(fusesResidual)], layout, layers: 53, kernels);

    /// <summary>
    /// Channels last: 32, 96, 144, 192, 384, 576, 960 and 1,280 with an activation; 16, 24, 32, 64, 96, 160 and 320 without; and of
    /// these 24, 32, 64, 96 and 160 with the shortcut added. With planes, four of the wide ones come at two sizes.
    /// </summary>
    [Theory]
    [InlineData("NHWC", true, 20)]
    [InlineData("NHWC", false, 15)]
    [InlineData("NCHW", true, 24)]
    [InlineData("NCHW", false, 19)]
    public void MobileNetV2(string layout, bool fusesResidual, int kernels) =>
        HasKernels([.. Networks.MobileNetV2(fusesResidual)], layout, layers: 52, kernels);

    /// <summary>Layers of inference have kernels of their own, as many as those of training.</summary>
    [Fact]
    public void ResNet50_for_inference() =>
        HasKernels(
            [.. Networks.ResNet50(fusesResidual: true).Select(layer => layer + ", Passes = Passes.Inference")],
            "NHWC",
            layers: 53,
            kernels: 12);

    private static void HasKernels(IReadOnlyList<string> arguments, string layout, int layers, int kernels)
    {
        var declarations = arguments.Select((layer, index) =>
            $"[BatchNorm({layer}, Layout = Layout.{layout})] internal partial class Norm{index};\n");

        var run = GeneratorRun.Once(TestProject.Default.Compile("using NormGen;\n" + string.Concat(declarations)));

        Assert.Equal(layers, arguments.Count);
        Assert.Equal(layers + kernels, run.Files.Count);
        Assert.Equal(kernels, run.Steps(TrackingNames.Kernels).Select(step => ((KernelSpec)step.Value).HintName).Distinct().Count());
    }
}
