using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Output;

/// <summary>
/// The layer files of all combinations of arguments compile without a word. The few kernels that they share are not compiled here,
/// but where each axis is on its own.
/// </summary>
public sealed class CombinationTests
{
    // As many positions in each layout, so that all layers with planes share their kernels.
    private const int Positions = 24;

    [Theory]
    [InlineData("PyTorch")]
    [InlineData("Onnx")]
    [InlineData("Keras")]
    public void Layers_compile_cleanly(string dialect)
    {
        string[] declarations =
        [
            .. from layout in Enum.GetValues<Layout>()
               from sizes in new[] { "", Sizes(layout) }.Distinct()
               from affine in Booleans
               from residual in Booleans
               from activation in Enum.GetNames<Activation>()
               from passes in Enum.GetNames<Passes>()
               select $"Layout = Layout.{layout}{sizes}, Dialect = Dialect.{dialect}, Affine = {affine}, Residual = {residual}, "
                   + $"Activation = Activation.{activation}, Passes = Passes.{passes}",
        ];
        var layers = declarations.Select((arguments, index) => $"[BatchNorm(3, {arguments})] internal partial class Norm{index};\n");

        var run = GeneratorRun.Once(TestProject.Default.Compile("using NormGen;\n" + string.Concat(layers)));

        Assert.Empty(run.DiagnosticsBesideKernels().Select(diagnostic => diagnostic.ToString()));
        Assert.Equal(Enum.GetValues<Activation>().Length * 3 * 2 * 2, run.Files.Count - declarations.Length);
    }

    private static string[] Booleans => ["false", "true"];

    private static string Sizes(Layout layout) => layout switch
    {
        Layout.NC => "",
        Layout.NCL or Layout.NLC => $", Length = {Positions}",
        Layout.NCHW or Layout.NHWC => $", Height = {Positions / 6}, Width = 6",
        Layout.NCDHW or Layout.NDHWC => $", Depth = 2, Height = {Positions / 6}, Width = 3",
        _ => throw new ArgumentOutOfRangeException(nameof(layout)),
    };
}
