using System;
using System.Linq;
using System.Reflection;
using NormGen.Runtime.Tests.Support;
using NormGen.Tool.Commands;
using NormGen.Tool.Tests.Support;
using Xunit;

namespace NormGen.Tool.Tests.Scaffolding;

/// <summary>What is printed for models put together node by node, and that it compiles and loads.</summary>
public sealed class ScaffoldTests
{
    private const string NetworkText =
        """
        // The normalizations of small-net.onnx: 4 declared, 0 left out.
        using NormGen;

        namespace SmallNet;

        /// <summary>BatchNormalization '/stem/bn/BatchNormalization'.</summary>
        // Followed by Relu: Activation = Activation.Relu computes it in the same pass.
        [BatchNorm(4, Height = 8, Width = 8, Epsilon = 0.001, Passes = Passes.Inference)]
        public sealed partial class StemBn;

        /// <summary>BatchNormalization '/layer1/layer1.0/bn2/BatchNormalization'.</summary>
        [BatchNorm(4, Height = 4, Width = 4, Passes = Passes.Inference)]
        public sealed partial class Layer1_0Bn2;

        /// <summary>InstanceNormalization '/out/InstanceNormalization'.</summary>
        [InstanceNorm(4, Height = 4, Width = 4, Affine = false, Passes = Passes.Inference)]
        public sealed partial class Out;

        /// <summary>LayerNormalization '/head/norm/LayerNormalization'.</summary>
        [LayerNorm(4, Epsilon = 1e-6, Passes = Passes.Inference)]
        public sealed partial class HeadNorm;
        """;

    [Fact]
    public void A_chain_of_operators_gets_its_sizes_by_inference()
    {
        var text = ScaffoldCommand.Text(Network().Open(), "small-net.onnx", null, forTraining: false);

        var expected = NetworkText.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(expected, text.Split('\n').Take(expected.Length));
    }

    [Fact]
    public void The_printed_code_compiles_and_loads_the_model()
    {
        var model = Network();
        using var folder = new TemporaryFolder();
        var file = folder.Write("small-net.onnx", model.Build());

        var assembly = CompiledProject.Load(ScaffoldCommand.Text(model.Open(), file.Name, null, forTraining: false));
        var layers = Load(assembly, "SmallNet.SmallNetNorms", file.FullName);

        Assert.Equal([2f, 3, 4, 5], Value(layers, "StemBn", "weight"));
        Assert.Equal([6f, 7, 8, 9], Value(layers, "StemBn", "running_var"));
        Assert.Equal([2f, 3, 4, 5], Value(layers, "HeadNorm", "weight"));
        Assert.Empty(Layer(layers, "Out").Parameters);
    }

    [Fact]
    public void The_loaded_layers_are_right()
    {
        var model = Network();
        using var folder = new TemporaryFolder();
        var file = folder.Write("small-net.onnx", model.Build());
        var layers = Load(
            CompiledProject.Load(ScaffoldCommand.Text(model.Open(), file.Name, "A.B", forTraining: true)), "A.B.BNorms", file.FullName);

        foreach (var property in layers.GetType().GetProperties())
        {
            var report = LayerVerification.Verify((NormalizationLayer)property.GetValue(layers)!, new VerificationOptions { MaxElements = 1 << 14 });
            Assert.All(report.Passes, pass => Assert.InRange(pass.WorstError, 0, 1));
        }
    }

    [Fact]
    public void Every_operator_is_declared_with_what_it_says()
    {
        var model = new OnnxBuilder().OperatorSet(20)
            .Floats("s", 1, 2, 3, 4).Floats("b", 1, 2, 3, 4).Floats("perGroup", 1, 2)
            .Shape("rows", null, 7, 4).Shape("volume", null, 4, 2, 3, 5).Shape("line", null, 4, null).Shape("columns", 9, 4)
            .Node("BatchNormalization", "bn", ["columns", "s", "b", "s", "s"], OnnxBuilder.Float("momentum", 0.8f))
            .Node("InstanceNormalization", "in", ["line", "s", "b"])
            .Node("GroupNormalization", "gn", ["volume", "perGroup", "perGroup"], OnnxBuilder.Integer("num_groups", 2))
            .Node("LayerNormalization", "ln", ["rows", "s", "b"], OnnxBuilder.Integer("axis", 2))
            .Node("RMSNormalization", "rms", ["rows", "s"])
            .Node("SimplifiedLayerNormalization", "simple", ["rows", "s"], OnnxBuilder.Float("epsilon", 1.1920929e-7f))
            .Node("BatchNormalization", "unknown", ["nowhere", "s", "b", "s", "s"]);
        using var folder = new TemporaryFolder();
        var file = folder.Write("m.onnx", model.Build());

        var text = ScaffoldCommand.Text(model.Open(), file.Name, null, forTraining: true);

        Assert.Equal(
            [
                "[BatchNorm(4, Layout = Layout.NC, Dialect = Dialect.Onnx, Momentum = 0.8)]",
                "[InstanceNorm(4, Layout = Layout.NCL)]",
                "[GroupNorm(2, 4, Layout = Layout.NCDHW, Depth = 2, Height = 3, Width = 5)]",
                "[LayerNorm(4)]",
                "[RmsNorm(4, Epsilon = 1e-5)]",
                "[RmsNorm(4)]",
                "[BatchNorm(4, Dialect = Dialect.Onnx)]",
            ],
            text.Split('\n').Where(line => line.StartsWith('[')));
        Assert.Contains("// The file does not tell how many axes there are: NCHW is assumed", text, StringComparison.Ordinal);
        var layers = Load(CompiledProject.Load(text), "M.MNorms", file.FullName);
        Assert.Equal([1f, 1, 2, 2], Value(layers, "Gn", "weight"));
        Assert.Equal([1f, 2, 3, 4], Value(layers, "Simple", "weight"));
    }

    [Fact]
    public void What_cannot_be_declared_is_left_out_with_its_reason()
    {
        var model = new OnnxBuilder()
            .Floats("s", 1, 2, 3, 4).Floats("b", 0, 0, 0, 0).Weight("positions", 4, 5)
            .Shape("x", 1, 4, 2, 2).Shape("six", 1, 4, 2, 2, 2, 2)
            .Node("BatchNormalization", "spatial", ["x", "s", "b", "s", "s"], OnnxBuilder.Integer("spatial", 0))
            .Node("BatchNormalization", "epsilon", ["x", "s", "b", "s", "s"], OnnxBuilder.Float("epsilon", 0))
            .Node("GroupNormalization", "groups", ["x", "s", "b"], OnnxBuilder.Integer("num_groups", 3))
            .Node("GroupNormalization", "none", ["x", "s", "b"])
            .Node("InstanceNormalization", "axes", ["six", "s", "b"])
            .Node("InstanceNormalization", "channels", ["nowhere", "nothing", "nothing"])
            .Node("LayerNormalization", "row", ["nowhere", "nothing"], OnnxBuilder.Integer("axis", 1))
            .Node("BatchNormalization", "positions", ["nowhere", "positions", "positions", "positions", "positions"]);

        var text = ScaffoldCommand.Text(model.Open(), "m.onnx", null, forTraining: false);

        Assert.Equal(
            [
                "// The normalizations of m.onnx: 0 declared, 8 left out.",
                "// Left out: BatchNormalization 'spatial': its statistics are per position (spatial = 0), not per channel.",
                "// Left out: BatchNormalization 'epsilon': its epsilon is 0; expected a finite number above 0.",
                "// Left out: GroupNormalization 'groups': 3 groups do not divide its 4 channels.",
                "// Left out: GroupNormalization 'none': it lacks its num_groups.",
                "// Left out: InstanceNormalization 'axes': its input has 6 axes; 2 to 5 can be declared.",
                "// Left out: InstanceNormalization 'channels': the file does not tell the channels of 'nowhere'.",
                "// Left out: LayerNormalization 'row': the file does not tell the sizes that it normalizes.",
                "// Left out: BatchNormalization 'positions': its statistics are per position, not per channel.",
            ],
            text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)));
        CompiledProject.Emit(text);
    }

    [Fact]
    public void Parameters_that_the_file_computes_are_declared_and_not_loaded()
    {
        var model = new OnnxBuilder().Floats("b", 1, 2, 3, 4).Shape("x", 1, 4, 2, 2).Node("InstanceNormalization", "in", ["x", "computed", "b"]);
        using var folder = new TemporaryFolder();
        var file = folder.Write("m.onnx", model.Build());

        var text = ScaffoldCommand.Text(model.Open(), file.Name, null, forTraining: false);

        Assert.Contains("// The scale is no constant of the file: set it before use.\n[InstanceNorm(4, Height = 2, Width = 2", text, StringComparison.Ordinal);
        Assert.Equal([1f, 1, 1, 1], Value(Load(CompiledProject.Load(text), "M.MNorms", file.FullName), "In", "weight"));
    }

    [Fact]
    public void A_node_that_trains_says_so()
    {
        var model = new OnnxBuilder().Floats("s", 1, 2).Shape("x", null, 2)
            .Node("BatchNormalization", "bn", ["x", "s", "s", "s", "s"], OnnxBuilder.Integer("training_mode", 1));

        var text = ScaffoldCommand.Text(model.Open(), "m.onnx", null, forTraining: true);

        Assert.Contains("// The node normalizes by its batch (training_mode = 1), as Forward does: Infer takes the running statistics.\n[BatchNorm(2, ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.1")]
    [InlineData("class")]
    [InlineData("")]
    public void A_namespace_that_is_none_is_refused(string name)
    {
        var model = Network().Open();

        var exception = Assert.Throws<UserErrorException>(() => ScaffoldCommand.Text(model, "m.onnx", name, forTraining: false));

        Assert.Equal($"'{name}' is no name of a namespace.", exception.Message);
    }

    private static OnnxBuilder Network() => new OnnxBuilder()
        .Shape("x", null, 3, 16, 16).Weight("w1", 4, 3, 3, 3).Weight("w2", 4, 4, 3, 3)
        .Floats("s", 2, 3, 4, 5).Floats("b", 1, 2, 3, 4).Floats("v", 6, 7, 8, 9).Floats("ones", 1, 1, 1, 1).Floats("zeros", 0, 0, 0, 0)
        .Node("Conv", "c1", ["x", "w1"], OnnxBuilder.Integers("pads", 1, 1, 1, 1), OnnxBuilder.Integers("strides", 2, 2))
        .Node("BatchNormalization", "/stem/bn/BatchNormalization", ["c1_out", "s", "b", "b", "v"], OnnxBuilder.Float("epsilon", 1e-3f))
        .Node("Relu", "r1", ["/stem/bn/BatchNormalization_out"])
        .Node("MaxPool", "p1", ["r1_out"], OnnxBuilder.Integers("kernel_shape", 2, 2), OnnxBuilder.Integers("strides", 2, 2))
        .Node("Conv", "c2", ["p1_out", "w2"], OnnxBuilder.Word("auto_pad", "SAME_UPPER"))
        .Node("Identity", "shared", ["s"])
        .Node("BatchNormalization", "/layer1/layer1.0/bn2/BatchNormalization", ["c2_out", "shared_out", "b", "b", "v"])
        .Node("Add", "a1", ["/layer1/layer1.0/bn2/BatchNormalization_out", "p1_out"])
        .Node("InstanceNormalization", "/out/InstanceNormalization", ["a1_out", "ones", "zeros"])
        .Node("GlobalAveragePool", "g1", ["/out/InstanceNormalization_out"])
        .Node("Flatten", "f1", ["g1_out"])
        .Node("LayerNormalization", "/head/norm/LayerNormalization", ["f1_out", "s", "b"], OnnxBuilder.Float("epsilon", 1e-6f));

    private static object Load(Assembly assembly, string type, string path) =>
        assembly.GetType(type, throwOnError: true)!.GetMethod("Load", [typeof(string)])!.Invoke(null, [path])!;

    private static NormalizationLayer Layer(object layers, string name) =>
        (NormalizationLayer)layers.GetType().GetProperty(name)!.GetValue(layers)!;

    private static float[] Value(object layers, string name, string parameter) =>
        Layer(layers, name).Parameters.Single(candidate => candidate.Name == parameter).Value.ToArray();
}
