using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Frontend;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Pipeline;

/// <summary>What an edit makes the generator do again: nothing that the edit did not change.</summary>
public sealed class EditTests
{
    private const string Stem = "[BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56)]";

    private const string Layers = $$"""
        using NormGen;
        namespace Models
        {
            {{Stem}}
            internal partial class Stem
            {
            }

            [BatchNorm(128, Layout = Layout.NHWC)]
            internal partial class Body;

            [BatchNorm(16, Layout = Layout.NC)]
            internal partial class Head;

            [BatchNorm(8, Layout = Layout.NCDHW, Depth = 2, Height = 3, Width = 4, Dialect = Dialect.Onnx, Residual = true)]
            internal partial class Volume;

            [BatchNorm(8, Layout = Layout.NLC, Length = 5, Passes = Passes.Inference)]
            internal partial class Sequence;

            [GroupNorm(4, 16, Layout = Layout.NHWC, Height = 6, Width = 5)]
            internal partial class Grouped;

            [InstanceNorm(12, Layout = Layout.NCL, Affine = false)]
            internal partial class Style;

            [LayerNorm(6, 4, PreAdd = true)]
            internal partial class Rows;

            [RmsNorm(32, UnitOffset = true)]
            internal partial class Token;
        }
        """;

    private const string Other = "namespace Models { internal static class Program { public static int Answer() => 42; } }";

    private static readonly string[] Names = ["Stem", "Body", "Head", "Volume", "Sequence", "Grouped", "Style", "Rows", "Token"];

    /// <summary>Drivers do not change, so every edit can start from the same run.</summary>
    private static readonly Lazy<GeneratorRun> Before = new(() => GeneratorRun.Of(Layers, Other));

    public static TheoryData<string, string> NeutralEdits => new()
    {
        { "internal partial class Stem", "public partial class Stem" },
        { "internal partial class Stem", "internal sealed partial class Stem" },
        { "{\n    }\n", "{\n        // A comment.\n    }\n" },
        { "using NormGen;", "// A comment.\nusing NormGen;" },
        { "[BatchNorm(64", "/* a comment */ [BatchNorm( /* another */ 64" },
        { "{\n    }\n", "{\n        public int Member => 1;\n    }\n" },
        { "{\n    }\n", "{\n        public Stem(int other) : this() { }\n    }\n" },
        { "using NormGen;", "using System;\nusing NormGen;" },
        { "using NormGen;", "using NormGen;\ninternal enum Before { A }" },
        { "Height = 56, Width = 56", "Width = 56, Height = 7 * 8" },
        { "[BatchNorm(128", "[global::System.Obsolete, BatchNorm(channels: 128" },
        { "[BatchNorm(16, Layout = Layout.NC)]", "[BatchNorm(16, Layout = (Layout)0, Affine = true, Epsilon = 1e-5, Momentum = 0.1)]" },
        { "[BatchNorm(16,", "[BatchNorm(16, Dialect = Dialect.PyTorch, Residual = false, Passes = Passes.All, Activation = Activation.None," },
        { "Dialect = Dialect.Onnx", "Momentum = 0.9, Epsilon = 1e-5, Dialect = (Dialect)1" },
        { "Dialect = Dialect.Onnx, Residual = true", "Residual = !false, /* a comment */ Dialect = Dialect.Onnx" },
        { "Depth = 2, Height = 3, Width = 4", "Width = 4, Height = 3, Depth = 1 + 1 // A comment.\n" },
        { "Length = 5, Passes = Passes.Inference", "Passes = Passes.Inference, Length = 0x5" },
        { "partial class Volume;", "partial class Volume { /* a comment */ public void Infer(int other) { } }" },
        { "partial class Sequence;", "partial class Sequence { public void Forward() { } }" },
        { "GroupNorm(4, 16, Layout = Layout.NHWC, Height = 6, Width = 5", "GroupNorm(channels: 4 * 4, groups: 4, Width = 5, Height = 6, Layout = Layout.NHWC" },
        { "GroupNorm(4, 16,", "GroupNorm(4, 16, Epsilon = 1e-5, Affine = true, Residual = false, Passes = Passes.All," },
        { "partial class Grouped;", "partial class Grouped { public int RunningMean; public void InferBackward() { } }" },
        { "InstanceNorm(12, Layout = Layout.NCL, Affine = false", "InstanceNorm(/* a comment */ 12, Affine = !true, Layout = (Layout)1" },
        { "LayerNorm(6, 4,", "LayerNorm([6, 4]," },
        { "LayerNorm(6, 4,", "LayerNorm(new int[] { 3 + 3, 4 }, Epsilon = 1e-5, Activation = 0," },
        { "LayerNorm(6, 4, PreAdd = true", "LayerNorm(normalizedShape: [6, 4], Residual = false, PreAdd = true" },
        { "partial class Rows;", "partial class Rows { private int channels, Groups; }" },
        { "RmsNorm(32, UnitOffset = true", "RmsNorm(0x20, UnitOffset = true, PreAdd = false, Epsilon = 1.0 / (1 << 23)" },
        { "partial class Token;", "partial class Token { /* a comment */ public int Beta => 1; }" },
        { "internal partial class Body;", "internal partial class Body; internal partial class Body { private int more; }" },
    };

    public static TheoryData<string, string, string> Changes => new()
    {
        { "Stem", "[BatchNorm(64", "[BatchNorm(65" },
        { "Stem", "Layout.NHWC, Height = 56", "Layout.NCHW, Height = 56" },
        { "Stem", "Layout.NHWC, Height = 56", "Layout.NDHWC, Depth = 1, Height = 56" },
        { "Stem", "Height = 56", "Height = 57" },
        { "Stem", "Width = 56", "Width = 57" },
        { "Stem", ", Height = 56, Width = 56", "" },
        { "Stem", "Width = 56", "Width = 56, Epsilon = 1e-3" },
        { "Stem", "Width = 56", "Width = 56, Momentum = 0.2" },
        { "Stem", "Width = 56", "Width = 56, Momentum = double.NaN" },
        { "Stem", "Width = 56", "Width = 56, Affine = false" },
        { "Stem", "Width = 56", "Width = 56, Activation = Activation.Relu" },
        { "Stem", "Width = 56", "Width = 56, Dialect = Dialect.Onnx" },
        { "Stem", "Width = 56", "Width = 56, Dialect = Dialect.Keras" },
        { "Stem", "Width = 56", "Width = 56, Residual = true" },
        { "Stem", "Width = 56", "Width = 56, Passes = Passes.Inference" },
        { "Stem", "partial class Stem", "class Stem" },
        { "Volume", "Layout.NCDHW", "Layout.NDHWC" },
        { "Volume", "Depth = 2", "Depth = 3" },
        { "Volume", "Height = 3", "Height = 2" },
        { "Volume", "Width = 4", "Width = 5" },
        { "Volume", "Depth = 2, Height = 3", "Depth = 3, Height = 2" },
        { "Volume", "Dialect.Onnx", "Dialect.Keras" },
        { "Volume", "Dialect.Onnx", "Dialect.Onnx, Momentum = 0.8" },
        { "Volume", "Dialect = Dialect.Onnx", "Dialect = Dialect.PyTorch, Momentum = 0.9" },
        { "Volume", "Residual = true", "Residual = false" },
        { "Volume", "Residual = true", "Residual = true, Passes = Passes.Inference" },
        { "Volume", "Residual = true", "Residual = true, Passes = (Passes)2" },
        { "Sequence", "Layout.NLC", "Layout.NCL" },
        { "Sequence", "Length = 5", "Length = 6" },
        { "Sequence", ", Length = 5", "" },
        { "Sequence", "Passes.Inference", "Passes.All" },
        { "Grouped", "GroupNorm(4, 16", "GroupNorm(2, 16" },
        { "Grouped", "GroupNorm(4, 16", "GroupNorm(4, 20" },
        { "Grouped", "GroupNorm(4, 16", "GroupNorm(5, 16" },
        { "Grouped", "GroupNorm(4, 16", "BatchNorm(16" },
        { "Grouped", "GroupNorm(4, 16", "InstanceNorm(16" },
        { "Grouped", "Layout.NHWC, Height = 6", "Layout.NCHW, Height = 6" },
        { "Grouped", "Height = 6, Width = 5", "Height = 6, Width = 6" },
        { "Grouped", ", Height = 6, Width = 5", "" },
        { "Grouped", "Height = 6, Width = 5", "Height = 6, Width = 5, Epsilon = 1e-3" },
        { "Grouped", "Height = 6, Width = 5", "Height = 6, Width = 5, Affine = false" },
        { "Grouped", "Height = 6, Width = 5", "Height = 6, Width = 5, Residual = true" },
        { "Grouped", "Height = 6, Width = 5", "Height = 6, Width = 5, Activation = Activation.Relu" },
        { "Grouped", "Height = 6, Width = 5", "Height = 6, Width = 5, Passes = Passes.Inference" },
        { "Style", "InstanceNorm(12", "InstanceNorm(13" },
        { "Style", "InstanceNorm(12", "GroupNorm(12, 12" },
        { "Style", "Layout.NCL", "Layout.NLC" },
        { "Style", "Affine = false", "Affine = true" },
        { "Style", "Affine = false", "Affine = false, Length = 9" },
        { "Style", "Affine = false", "Affine = false, Residual = true" },
        { "Style", "Affine = false", "Affine = false, Epsilon = 0" },
        { "Rows", "LayerNorm(6, 4", "LayerNorm(6, 5" },
        { "Rows", "LayerNorm(6, 4", "LayerNorm(4, 6" },
        { "Rows", "LayerNorm(6, 4", "LayerNorm(24" },
        { "Rows", "LayerNorm(6, 4", "RmsNorm(6, 4" },
        { "Rows", "LayerNorm(6, 4", "LayerNorm(6, 0" },
        { "Rows", "PreAdd = true", "PreAdd = false" },
        { "Rows", "PreAdd = true", "Residual = true" },
        { "Rows", "PreAdd = true", "Residual = true, PreAdd = true" },
        { "Rows", "PreAdd = true", "PreAdd = true, Epsilon = 1e-6" },
        { "Rows", "PreAdd = true", "PreAdd = true, Affine = false" },
        { "Rows", "PreAdd = true", "PreAdd = true, Activation = Activation.Relu" },
        { "Rows", "PreAdd = true", "PreAdd = true, Passes = Passes.Inference" },
        { "Token", "RmsNorm(32", "RmsNorm(33" },
        { "Token", "RmsNorm(32", "RmsNorm(32, 1" },
        { "Token", "UnitOffset = true", "UnitOffset = false" },
        { "Token", "UnitOffset = true", "UnitOffset = true, PreAdd = true" },
        { "Token", "UnitOffset = true", "UnitOffset = true, Epsilon = 1e-5" },
        { "Token", "UnitOffset = true", "UnitOffset = true, Affine = false" },
    };

    /// <summary>Arguments that the layer's own file holds, or its tensors' shape; the code of its kernel is the same.</summary>
    public static TheoryData<string, string> ChangesOfNoKernel => new()
    {
        { "Height = 56, Width = 56", "Height = 57, Width = 55" },
        { "Layout.NHWC, Height = 56", "Layout.NDHWC, Depth = 1, Height = 56" },
        { "Depth = 2, Height = 3, Width = 4", "Depth = 1, Height = 4, Width = 6" },
        { "Length = 5", "Length = 6" },
        { "Width = 4", "Width = 4, Momentum = 0.8, Epsilon = 1e-3, Affine = false" },
        { "Dialect.Onnx", "Dialect.Keras" },
        { "Height = 6, Width = 5", "Height = 6, Width = 5, Epsilon = 1e-3, Affine = false" },
        { "Layout.NCL, Affine = false", "Layout.NCHW, Epsilon = 1e-3" },
        { "LayerNorm(6, 4, PreAdd", "LayerNorm(24, Affine = false, Epsilon = 1e-6, PreAdd" },
        { "RmsNorm(32,", "RmsNorm(2, 4, 4, Epsilon = 1e-6," },
    };

    [Theory]
    [MemberData(nameof(NeutralEdits))]
    public void Edit_that_changes_no_layer_does_nothing_again(string before, string after) =>
        AfterChange(before, after).RequireNothingDone();

    [Fact]
    public void Edit_of_another_file_does_nothing_again() => AfterEdit(Layers, Other.Replace("42", "43")).RequireNothingDone();

    [Fact]
    public void New_file_does_nothing_again() => AfterEdit(Layers, Other, "internal class New { }").RequireNothingDone();

    [Fact]
    public void Moved_declaration_writes_no_file_again()
    {
        var declaration = Stem + "\n    internal partial class Stem\n    {\n    }\n";
        var without = Layers.Replace(declaration, "");
        Assert.NotEqual(Layers, without);
        var atTheEnd = without.Insert(without.LastIndexOf('}'), declaration);

        RequireNoFileWritten(AfterEdit(atTheEnd, Other));
        RequireNoFileWritten(AfterEdit(without, Other, $"using NormGen; namespace Models {{ {declaration} }}"));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Changed_argument_writes_that_layer_again_and_no_other(string layer, string before, string after)
    {
        var run = AfterChange(before, after);

        Assert.All(Names, name => Assert.Equal(
            name == layer ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Cached,
            DeclarationReason(run, $"Models.{name}.g.cs")));
        var kernels = Before.Value.Steps(TrackingNames.Kernels).Select(step => step.Value).ToHashSet();
        Assert.All(
            run.Steps(TrackingNames.Kernels).Where(step => step.Reason is not IncrementalStepRunReason.Removed && kernels.Contains(step.Value)),
            step => Assert.Equal(IncrementalStepRunReason.Cached, step.Reason));
    }

    [Theory]
    [MemberData(nameof(ChangesOfNoKernel))]
    public void Argument_that_decides_no_code_leaves_the_kernels_alone(string before, string after) =>
        Assert.All(
            AfterChange(before, after).Steps(TrackingNames.Kernels),
            step => Assert.Equal(IncrementalStepRunReason.Cached, step.Reason));

    [Fact]
    public void New_layer_before_the_others_writes_its_own_files_only()
    {
        var run = AfterEdit(Layers.Replace("namespace Models\n{", "namespace Models\n{\n[BatchNorm(3)] internal partial class First;"), Other);

        Assert.Equal((2 * Names.Length) + 2, run.Files.Count);
        Assert.Equal(2, run.OutputReasons().Count(reason => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void Removed_layer_takes_its_files_along()
    {
        var run = AfterEdit(Layers.Replace("[BatchNorm(16, Layout = Layout.NC)]", ""), Other);

        Assert.Equal((2 * Names.Length) - 2, run.Files.Count);
        RequireNoFileWritten(run);
    }

    [Fact]
    public void Layers_with_equal_kernels_share_one_file()
    {
        var run = GeneratorRun.Of("""
            using NormGen;
            [BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56)] internal partial class First;
            [BatchNorm(64, Layout = Layout.NHWC, Height = 28, Width = 28, Momentum = 0.2)] internal partial class Second;
            [BatchNorm(64, Layout = Layout.NHWC, Epsilon = 1e-3)] internal partial class Third;
            [BatchNorm(64, Layout = Layout.NLC, Length = 9, Dialect = Dialect.Keras)] internal partial class Fourth;
            [BatchNorm(64, Layout = Layout.NDHWC, Affine = false)] internal partial class Fifth;
            """);

        Assert.Equal(6, run.Files.Count);
        Assert.Single(run.Steps(TrackingNames.Kernels));
    }

    [Fact]
    public void Rows_of_equally_many_elements_share_one_file()
    {
        var run = GeneratorRun.Of("""
            using NormGen;
            [LayerNorm(48)] internal partial class First;
            [LayerNorm(48, Epsilon = 1e-6, Affine = false)] internal partial class Second;
            [LayerNorm(3, 4, 4)] internal partial class Third;
            """);

        Assert.Equal(4, run.Files.Count);
        Assert.Single(run.Steps(TrackingNames.Kernels));
    }

    private static GeneratorRun AfterChange(string before, string after)
    {
        var edited = Layers.Replace(before, after);
        Assert.NotEqual(Layers, edited);
        return AfterEdit(edited, Other);
    }

    private static GeneratorRun AfterEdit(params string[] edited) =>
        Before.Value.Again(TestProject.Default.Compile(edited));

    private static void RequireNoFileWritten(GeneratorRun run) =>
        Assert.All(run.OutputReasons(), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Removed, reason.ToString()));

    private static IncrementalStepRunReason DeclarationReason(GeneratorRun run, string hint) =>
        run.Steps(TrackingNames.Declarations)
            .Where(step => step.Reason != IncrementalStepRunReason.Removed)
            .Single(step => ((ParsedDeclaration)step.Value).HintName == hint)
            .Reason;
}
