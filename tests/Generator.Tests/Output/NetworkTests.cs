using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Output;

/// <summary>A network's normalizations share their kernels: many declarations, few kernel files.</summary>
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
        HasKernels(BatchNorms(Networks.ResNet50(fusesResidual), layout), layers: 53, kernels);

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
        HasKernels(BatchNorms(Networks.MobileNetV2(fusesResidual), layout), layers: 52, kernels);

    /// <summary>Layers of inference have kernels of their own, as many as those of training.</summary>
    [Fact]
    public void ResNet50_for_inference() =>
        HasKernels(
            BatchNorms(Networks.ResNet50(fusesResidual: true).Select(layer => layer + ", Passes = Passes.Inference"), "NHWC"),
            layers: 53,
            kernels: 12);

    /// <summary>Blocks that differ in their weights alone share one kernel; with the sums fused there is one more, for the first layer.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Gpt2(bool fusesSum, int kernels) => HasKernels([.. Networks.Gpt2(fusesSum)], layers: 25, kernels);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Llama(bool fusesSum, int kernels) => HasKernels([.. Networks.Llama(fusesSum)], layers: 65, kernels);

    /// <summary>
    /// Channels last: 320, 640, 960, 1,280, 1,920 and 2,560 channels with an activation; 320, 640 and 1,280 without, before attention.
    /// With planes, six of them come at more than one of the sizes 64, 32, 16 and 8.
    /// </summary>
    [Theory]
    [InlineData("NHWC", 9)]
    [InlineData("NCHW", 18)]
    public void UNet(string layout, int kernels) =>
        HasKernels([.. Networks.UNet().Select(layer => $"{layer}, Layout = Layout.{layout}")], layers: 61, kernels);

    private static List<string> BatchNorms(IEnumerable<string> arguments, string layout) =>
        [.. arguments.Select(layer => $"BatchNorm({layer}, Layout = Layout.{layout}")];

    private static void HasKernels(List<string> attributes, int layers, int kernels)
    {
        var declarations = attributes.Select((attribute, index) => $"[{attribute})] internal partial class Norm{index};\n");

        var run = GeneratorRun.Once(TestProject.Default.Compile("using NormGen;\n" + string.Concat(declarations)));

        Assert.Equal(layers, attributes.Count);
        Assert.Equal(layers + kernels, run.Files.Count);
        Assert.Equal(kernels, run.Steps(TrackingNames.Kernels).Select(step => ((KernelSpec)step.Value).HintName).Distinct().Count());
    }
}
