using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Output;

/// <summary>
/// The layer files of all combinations of the arguments that shape them compile without a word. The few kernels that they share are not compiled here, but where each axis
/// is on its own, and where declarations are drawn.
/// </summary>
public sealed class CombinationTests
{
    // As many positions in each layout, so that all layers with planes share their kernels.
    private const int Positions = 24;

    [Theory]
    [InlineData("PyTorch")]
    [InlineData("Onnx")]
    [InlineData("Keras")]
    public void Layers_compile_cleanly(string dialect) =>
        AreClean(
            from layout in Enum.GetValues<Layout>()
            from sizes in new[] { "", Sizes(layout) }.Distinct()
            from affine in Booleans
            from residual in Booleans
            from activation in Activations
            from passes in Enum.GetNames<Passes>()
            select $"BatchNorm(3, Layout = Layout.{layout}{sizes}, Dialect = Dialect.{dialect}, Affine = {affine}, Residual = {residual}, "
                + $"Activation = Activation.{activation}, Passes = Passes.{passes}",
            kernels: Activations.Length * 3 * 2 * 2);

    [Fact]
    public void Layers_of_every_activation_compile_cleanly() =>
        AreClean(
            from activation in Enum.GetNames<Activation>()
            from residual in Booleans
            from passes in Enum.GetNames<Passes>()
            select $"BatchNorm(3, Layout = Layout.NHWC, Residual = {residual}, Activation = Activation.{activation}, Passes = Passes.{passes}",
            kernels: Enum.GetValues<Activation>().Length * 2 * 2);

    /// <summary>The product of the axes that shape the members; of the activations the first and the last.</summary>
    [Theory]
    [InlineData("GroupNorm(1, 4")]
    [InlineData("GroupNorm(2, 4")]
    [InlineData("InstanceNorm(3")]
    public void Layers_that_normalize_samples_compile_cleanly(string opening) =>
        AreClean(
            from layout in Enum.GetValues<Layout>()
            from sizes in new[] { "", Sizes(layout) }.Distinct()
            from affine in Booleans
            from calls in Calls
            select $"{opening}, Layout = Layout.{layout}{sizes}, Affine = {affine}, {calls}",
            kernels: 3 * Calls.Length);

    [Theory]
    [InlineData("LayerNorm(6")]
    [InlineData("LayerNorm(2, 3, 2")]
    [InlineData("RmsNorm(6")]
    [InlineData("RmsNorm(3, 2, UnitOffset = true")]
    public void Layers_of_rows_compile_cleanly(string opening)
    {
        var unitOffset = opening.Contains("UnitOffset") ? 2 : 1;

        AreClean(
            from affine in Booleans
            from preAdd in Booleans
            from calls in Calls.Where(calls => preAdd == "false" || calls.Contains("Residual = false"))
            select $"{opening}, Affine = {affine}, PreAdd = {preAdd}, {calls}",
            kernels: unitOffset * (Calls.Length + Calls.Count(calls => calls.Contains("Residual = false"))));
    }

    private static void AreClean(IEnumerable<string> attributes, int kernels)
    {
        string[] layers = [.. attributes.Select((attribute, index) => $"[{attribute})] internal partial class Norm{index};\n")];

        var run = GeneratorRun.Once(TestProject.Default.Compile("using NormGen;\n" + string.Concat(layers)));

        Silence.Require(run.DiagnosticsBesideKernels());
        Assert.Equal(kernels, run.Files.Count - layers.Length);
    }

    /// <summary>What a call takes and does: the passes and the residual in full, and activations by turns.</summary>
    private static string[] Calls =>
    [
        "Residual = false, Passes = Passes.All, Activation = Activation.None",
        $"Residual = true, Passes = Passes.All, Activation = Activation.{LastActivation}",
        $"Residual = false, Passes = Passes.Inference, Activation = Activation.{LastActivation}",
        "Residual = true, Passes = Passes.Inference, Activation = Activation.None",
    ];

    /// <summary>The first and the last: a layer's file names its kernel, and says nothing else of an activation.</summary>
    private static string[] Activations => [Enum.GetNames<Activation>()[0], LastActivation];

    private static string LastActivation => Enum.GetNames<Activation>()[^1];

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
