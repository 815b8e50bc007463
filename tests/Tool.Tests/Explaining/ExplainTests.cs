using System;
using System.IO;
using System.Threading.Tasks;
using NormGen.Tool.Commands;
using NormGen.Tool.Explaining;
using Xunit;

namespace NormGen.Tool.Tests.Explaining;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("BatchNorm(64, NHWC, 56x56)", "BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56)")]
    [InlineData("batchnorm( 64 , nchw , relu )", "BatchNorm(64, Layout = Layout.NCHW, Activation = Activation.Relu)")]
    [InlineData("BatchNorm(64, 56x28)", "BatchNorm(64, Height = 56, Width = 28)")]
    [InlineData("BatchNorm(64, NCL, 100)", "BatchNorm(64, Layout = Layout.NCL, Length = 100)")]
    [InlineData("GroupNorm(32, 256, NDHWC, 4x8x16, Residual)", "GroupNorm(32, 256, Layout = Layout.NDHWC, Residual = true, Depth = 4, Height = 8, Width = 16)")]
    [InlineData("InstanceNorm(3, Affine = false)", "InstanceNorm(3, Affine = false)")]
    [InlineData("LayerNorm(64x28x28, PreAdd, epsilon=1e-6)", "LayerNorm(64, 28, 28, PreAdd = true, Epsilon = 1e-6)")]
    [InlineData("RmsNorm(4096, UnitOffset, Inference, SByte)", "RmsNorm(4096, UnitOffset = true, Passes = Passes.Inference, Quantization = Quantization.SByte)")]
    [InlineData("[BatchNorm(64, Layout = Layout.NC, Dialect = Dialect.Keras, Momentum = double.NaN)]", "BatchNorm(64, Layout = Layout.NC, Dialect = Dialect.Keras, Momentum = double.NaN)")]
    [InlineData("BatchNorm(64, LeakyRelu, Alpha = 0.2)", "BatchNorm(64, Activation = Activation.LeakyRelu, Alpha = 0.2)")]
    public void Declarations_are_written_short_or_as_in_source(string text, string attribute) =>
        Assert.Equal(attribute, DeclarationText.ToAttribute(text));

    [Theory]
    [InlineData("", "'' is no declaration; expected one like \"BatchNorm(64, NHWC, 56x56)\".")]
    [InlineData("BatchNorm(64", "'BatchNorm(64' is no declaration; expected one like \"BatchNorm(64, NHWC, 56x56)\".")]
    [InlineData("BatchNorm2d(64)", "'BatchNorm2d' is no normalization; expected BatchNorm, GroupNorm, InstanceNorm, LayerNorm, RmsNorm.")]
    [InlineData("BatchNorm(64, NHWC, 56)", "BatchNorm has the spatial sizes 56, and NHWC has Height, Width.")]
    [InlineData("BatchNorm(64, NC, 56)", "BatchNorm has the spatial sizes 56, and NC has none.")]
    [InlineData("BatchNorm(64, 56x56, 7x7)", "BatchNorm has spatial sizes twice, 56x56 and 7x7.")]
    [InlineData("BatchNorm(64, Height = 3, 56x56)", "BatchNorm sets Height twice.")]
    [InlineData("BatchNorm(64, Swish)", "BatchNorm does not know 'Swish': it is no number, no flag and no value of an option.")]
    [InlineData("BatchNorm(64, None)", "BatchNorm takes 'None' for Activation, Quantization; write which, as in Activation = None.")]
    [InlineData("BatchNorm(64, PreAdd)", "BatchNorm does not know 'PreAdd': it is no number, no flag and no value of an option.")]
    [InlineData("BatchNorm(64, Affine = 1)", "BatchNorm has Affine = 1; expected true or false.")]
    [InlineData("BatchNorm(64, Dialect = Caffe)", "BatchNorm has Dialect = Caffe; expected PyTorch, Onnx, Keras.")]
    [InlineData("BatchNorm(64, Epilogue = X)", "BatchNorm has Epilogue = X; expected nothing: it needs code of yours.")]
    public void What_is_no_declaration_is_told(string text, string message) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => DeclarationText.ToAttribute(text)).Message);

    [Theory]
    [InlineData("BatchNorm(0)", "error NORM001: 'Layer' declares 0 channels; expected 1 to 16777216\n")]
    [InlineData("GroupNorm(7, 64)", "error NORM021: 'Layer' declares 64 channels in 7 groups; expected 1 or more groups of equally many channels\n")]
    [InlineData("BatchNorm()", "error CS7036: There is no argument given that corresponds to the required parameter 'channels' of 'BatchNormAttribute.BatchNormAttribute(int)'\n")]
    public async Task Errors_are_the_generators_own(string declaration, string expected)
    {
        var (code, output, errors) = await Run(declaration);

        Assert.Equal((1, "", expected), (code, output, errors));
    }

    [Fact]
    public async Task Warnings_do_not_keep_the_code_back()
    {
        var (code, output, errors) = await Run("BatchNorm(3, Momentum = 0.95)");

        Assert.Equal(0, code);
        Assert.StartsWith("warning NORM020: ", errors, StringComparison.Ordinal);
        Assert.StartsWith("[BatchNorm(3, Momentum = 0.95)]\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BatchNorm(64, NHWC, 56x56)", "NHWC: batch x 56 x 56 x 64", "200,704 elements a sample, 784 KiB", "statistics of a channel over the batch: 3,136 elements (12.25 KiB) for each sample", "BatchNorm64ChannelsLast")]
    [InlineData("GroupNorm(2, 8)", "NCHW", "a sample's size is known at the call", "statistics of a group of channels of a sample: 4 x positions", "GroupNorm2Of8Planes")]
    [InlineData("InstanceNorm(8, NCL, 5)", "NCL: batch x 8 x 5", "40 elements a sample, 160 bytes", "statistics of a channel of a sample: 5 elements (20 bytes)", "InstanceNorm8Planes5")]
    [InlineData("LayerNorm(768)", "rows of 768", "768 elements a sample, 3 KiB", "statistics of a row: 768 elements (3 KiB)", "LayerNorm768")]
    [InlineData("RmsNorm(16)", "rows of 16", "16 elements a sample, 64 bytes", "statistics of a row: 16 elements (64 bytes)", "RmsNorm16")]
    public async Task Shape_plan_and_kernel_are_printed_for_every_kind(string declaration, string shape, string sample, string group, string kernel)
    {
        var (code, output, errors) = await Run(declaration);

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains($"Shape\n  {shape}\n  {sample}\n  {group}\n\nPlan\n  Avx512, 16 floats a register\n", output, StringComparison.Ordinal);
        Assert.Contains($"internal static class {kernel}\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("partial class Layer", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BatchNorm(4, NHWC, 8x8)", "Infer: reads input, writes output: 4 + 4 bytes an element, 2 KiB a sample", "InferBackward: reads input + outputGradient, writes inputGradient: 8 + 4 bytes an element, 3 KiB a sample")]
    [InlineData("GroupNorm(2, 4, Residual)", "Infer: reads input + residual, writes output: 8 + 4 bytes an element\n", "Backward: reads input + residual + outputGradient, writes inputGradient + residualGradient: 12 + 8 bytes an element\n")]
    [InlineData("LayerNorm(8, PreAdd)", "Forward: reads input + residual, writes output + sum: 8 + 8 bytes an element, 128 bytes a sample", "Backward: reads sum + outputGradient + sumGradient, writes inputGradient: 12 + 4 bytes an element")]
    [InlineData("RmsNorm(8, PreAdd, Inference, Byte)", "Infer: reads input + residual, writes output + sum: 8 + 5 bytes an element", "")]
    public async Task Traffic_counts_every_tensor_once(string declaration, string forward, string backward)
    {
        var (_, output, _) = await Run(declaration);

        Assert.Contains(forward, output, StringComparison.Ordinal);
        Assert.Contains(backward, output, StringComparison.Ordinal);
        Assert.Equal(backward.Length > 0, output.Contains("  Backward: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_choose_what_is_printed()
    {
        var (_, plan, _) = await Run("RmsNorm(16)", withCode: false);
        var (_, whole, _) = await Run("RmsNorm(16)", withLayer: true);

        Assert.DoesNotContain("class ", plan, StringComparison.Ordinal);
        Assert.Contains("partial class Layer : global::NormGen.NormalizationLayer", whole, StringComparison.Ordinal);
        Assert.Contains("internal static class RmsNorm16", whole, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Errors)> Run(string declaration, bool withCode = true, bool withLayer = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await ExplainCommand.RunAsync(declaration, withCode, withLayer, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
