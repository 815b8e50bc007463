using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Pipeline;

/// <summary>Source as it is while someone types, and machines with other habits.</summary>
public sealed class RobustnessTests
{
    private const string Source = """
        using NormGen;
        namespace Models.Vision;
        public partial class Net
        {
            /// <summary>The first one.</summary>
            [BatchNorm(64, Layout = Layout.NDHWC, Depth = 4, Height = 8, Width = 8, Dialect = Dialect.Onnx, Epsilon = 1e-3, Momentum = 0.8,
                Affine = false, Residual = true, Activation = Activation.Relu, Passes = Passes.Inference)]
            internal sealed partial class Stem
            {
                public void Infer(int other) { }
                public int Gamma { get; }
            }
        }
        [BatchNorm(channels: 3, Layout = Layout.NLC, Length = 5, Dialect = Dialect.Keras, Momentum = double.NaN)] internal partial class Head;
        """;

    private const string PerSample = """
        using NormGen;
        [GroupNorm(2, channels: 4, Height = 2, Width = 3, Passes = Passes.Inference)] internal partial class Mid;
        [InstanceNorm(3, Layout = Layout.NLC, Affine = false, Passes = Passes.Inference)] internal partial class Style { public int Groups; }
        """;

    private const string OfRows = """
        using NormGen;
        [LayerNorm(2, 4, PreAdd = true, Epsilon = 1e-6, Passes = Passes.Inference)] internal partial class Rows { public int Channels; }
        [RmsNorm([3, 2], UnitOffset = true, Residual = true, Passes = Passes.Inference)] internal partial class Token { public int Beta; }
        """;

    public static TheoryData<string> Sources => [Source, PerSample, OfRows];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Every_prefix_is_survived(string source)
    {
        var run = GeneratorRun.Once(TestProject.Default.Compile(""));
        for (var length = 1; length <= source.Length; length++)
        {
            run = await Survives(source[..length], run);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Every_missing_token_is_survived(string source)
    {
        var root = await TestProject.Default.Parse(source, "File.cs").GetRootAsync(TestContext.Current.CancellationToken);
        var run = GeneratorRun.Once(TestProject.Default.Compile(source));
        foreach (var token in root.DescendantTokens())
        {
            run = await Survives(source.Remove(token.SpanStart, token.Span.Length), run);
        }
    }

    [Theory]
    [InlineData("[BatchNorm(3)] partial class A; [BatchNorm(3)] partial class a;")]
    [InlineData("namespace N { [BatchNorm(3)] partial class A; } namespace n { [BatchNorm(3)] partial class A; }")]
    [InlineData("[BatchNorm(3)] partial class A; [BatchNorm(3)] partial class A;")]
    [InlineData("[BatchNorm(3)] partial class A; [BatchNorm(3)] partial class A<T>; [BatchNorm(3)] partial class A<T, U>;")]
    [InlineData("[BatchNorm(3)] partial class A; [BatchNorm(3)] partial record A;")]
    [InlineData("partial class O { [BatchNorm(3)] partial class A; } partial struct O { [BatchNorm(3)] partial class A; }")]
    [InlineData("[BatchNorm(3)] file partial class A; [BatchNorm(3)] partial class A;")]
    [InlineData("[BatchNorm(3)] struct A; [BatchNorm(3)] enum B { } [BatchNorm(3)] delegate void C(); [BatchNorm(3)] interface D; [BatchNorm(3)] record struct E;")]
    [InlineData("[BatchNorm] partial class A; [BatchNorm(1, 2)] partial class B; [BatchNorm(\"3\")] partial class C; [BatchNorm(null)] partial class D;")]
    [InlineData("[BatchNorm(3, Layout = 1)] partial class A; [BatchNorm(3, Epsilon = \"\")] partial class B; [BatchNorm(3, None = 1)] partial class C;")]
    [InlineData("[BatchNorm(3, Dialect = 1)] partial class A; [BatchNorm(3, Dialect = Dialect.None)] partial class B; [BatchNorm(3, Dialect = null)] partial class C;")]
    [InlineData("[BatchNorm(3, Passes = true)] partial class A; [BatchNorm(3, Residual = 1)] partial class B; [BatchNorm(3, Residual = null)] partial class C;")]
    [InlineData("[BatchNorm(3, Passes = Passes.All | Passes.Inference)] partial class A; [BatchNorm(3, Passes = ~Passes.All)] partial class B;")]
    [InlineData("[BatchNorm(3, Length = 1L)] partial class A; [BatchNorm(3, Depth = \"\")] partial class B; [BatchNorm(3, Residual = A.Missing)] partial class C;")]
    [InlineData("[BatchNorm(3, Height = 1, Height = 2, Width = 1)] partial class A; [BatchNorm(3, Height = A.Missing)] partial class B;")]
    [InlineData("[assembly: BatchNorm(3)] class A { [BatchNorm(3)] void M([BatchNorm(3)] int p) { [BatchNorm(3)] void L() { } } }")]
    [InlineData("[BatchNorm(int.MaxValue, Height = int.MaxValue, Width = int.MaxValue)] partial class A;")]
    [InlineData("[BatchNorm(1 << 24, Layout = Layout.NDHWC, Depth = int.MaxValue, Height = int.MaxValue, Width = int.MaxValue)] partial class A;")]
    [InlineData("[GroupNorm] partial class A; [GroupNorm(2)] partial class B; [GroupNorm(1, 2, 3)] partial class C; [GroupNorm(null, 2)] partial class D;")]
    [InlineData("[GroupNorm(groups: 2)] partial class A; [GroupNorm(2, groups: 2)] partial class B; [GroupNorm(int.MinValue, -1)] partial class C;")]
    [InlineData("[GroupNorm(int.MaxValue, int.MaxValue)] partial class A; [GroupNorm(1 << 24, 1 << 24, Height = int.MaxValue, Width = 1)] partial class B;")]
    [InlineData("[InstanceNorm] partial class A; [InstanceNorm(1, 2)] partial class B; [InstanceNorm(null)] partial class C; [InstanceNorm(A.X)] partial class D;")]
    [InlineData("[LayerNorm] partial class A; [LayerNorm(null)] partial class B; [LayerNorm((int[])null)] partial class C; [LayerNorm(8, null)] partial class D;")]
    [InlineData("[LayerNorm(\"8\")] partial class A; [LayerNorm(8, \"8\")] partial class B; [LayerNorm(8L)] partial class C; [LayerNorm([8, A.X])] partial class D;")]
    [InlineData("[LayerNorm([[8]])] partial class A; [LayerNorm(new[,] { { 8 } })] partial class B; [LayerNorm(new long[] { 8 })] partial class C; [LayerNorm(..)] partial class D;")]
    [InlineData("[LayerNorm(new int[3])] partial class A; [LayerNorm(new int[3] { 1, 2 })] partial class B; [LayerNorm(new[] { })] partial class C; [LayerNorm([.. A.X])] partial class D;")]
    [InlineData("[LayerNorm(normalizedShape: 8)] partial class A; [LayerNorm(normalizedShape: null)] partial class B; [LayerNorm(normalizedShape: 8, 9)] partial class C;")]
    [InlineData("[LayerNorm(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)] partial class A; [LayerNorm(-1, int.MinValue)] partial class B;")]
    [InlineData("[RmsNorm(8, PreAdd = 1)] partial class A; [RmsNorm(8, UnitOffset = null)] partial class B; [RmsNorm(8, PreAdd = A.X, Residual = true)] partial class C;")]
    [InlineData("[LayerNorm(8)] partial record A; [RmsNorm(8)] struct B; [GroupNorm(2, 8)] enum C { } [InstanceNorm(8)] interface D; [LayerNorm(8)] delegate void E();")]
    [InlineData("[LayerNorm(8), RmsNorm(8), GroupNorm(2, 8), InstanceNorm(8), BatchNorm(8)] partial class A; [LayerNorm(8)] partial class A;")]
    [InlineData("[GroupNorm(2, 8)] partial class A; [InstanceNorm(8)] partial class a; [LayerNorm(8)] partial class A<T>; [RmsNorm(8)] file partial class A;")]
    public async Task Odd_declarations_are_survived(string source) => await Survives("using NormGen;\n" + source);

    [Fact]
    public async Task Class_with_the_name_of_a_kernel_is_survived()
    {
        var kernel = GeneratorRun.Of("[NormGen.BatchNorm(3)] partial class A;").Files.Single(file => file.Hint != "A.g.cs").Hint;
        var run = GeneratorRun.Of($"[NormGen.BatchNorm(3)] partial class {kernel[..^".g.cs".Length]};");

        Assert.Equal(2, run.Files.Count);
        await Survives(run.Input.SyntaxTrees[0].ToString());
    }

    /// <summary>The name of a class does not say which kind it is.</summary>
    [Fact]
    public void Layers_of_all_kinds_stand_beside_each_other()
    {
        var layers = Kinds.All.Select(kind => $"[{Kinds.Opening(kind)})] internal partial class {kind}Norm;");
        var run = GeneratorRun.Of("using NormGen;\n" + string.Concat(layers));

        Assert.Equal(2 * Kinds.All.Count(), run.Files.Count);
        Assert.Equal(run.Files.Count, run.Files.Select(file => file.Hint).Distinct().Count());
    }

    [Fact]
    public void Order_of_the_files_changes_nothing()
    {
        string[] sources =
        [
            "using NormGen; namespace A; [BatchNorm(3)] internal partial class First; [BatchNorm(16, Layout = Layout.NC)] internal partial class Second;",
            "using NormGen; namespace B; [BatchNorm(3)] internal partial class First; internal partial class Third { public int More; }",
            "using NormGen; namespace B; [BatchNorm(8, Layout = Layout.NHWC)] internal partial class Third; [BatchNorm(0)] internal partial class Wrong;",
            "using NormGen; namespace A; [RmsNorm(8)] internal partial class Token; [GroupNorm(2, 8)] internal partial class Mid; [LayerNorm] internal partial class Bad;",
        ];
        var expected = GeneratorRun.Of(sources).Files;

        foreach (int[] order in new int[][] { [0, 2, 1, 3], [1, 3, 0, 2], [1, 2, 3, 0], [2, 0, 3, 1], [3, 2, 1, 0] })
        {
            Assert.Equal(expected, GeneratorRun.Of([.. order.Select(index => sources[index])]).Files);
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Culture_changes_nothing(string culture)
    {
        var expected = GeneratorRun.Of(Source, PerSample, OfRows, Wrong).Files;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

            Assert.Equal(expected, GeneratorRun.Of(Source, PerSample, OfRows, Wrong).Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    private const string Wrong = """
        using NormGen;
        [BatchNorm(-3, Epsilon = -0.5, Momentum = 1.5, Height = -1)] internal partial class Wrong;
        [BatchNorm(3, Layout = Layout.NCDHW, Depth = -1, Dialect = Dialect.Keras, Momentum = 0.0625, Passes = (Passes)(-1))] internal partial class Iki;
        [GroupNorm(-3, 1234567)] internal partial class Grup; [LayerNorm(-1, 1234567)] internal partial class Satir; [RmsNorm(1234567, 1234567)] internal partial class Cok;
        """;

    /// <summary>The run on the source, after an earlier one as in an editor where one is given.</summary>
    private static async Task<GeneratorRun> Survives(string source, GeneratorRun? before = null)
    {
        var run = before is null
            ? GeneratorRun.Once(TestProject.Default.Compile(source))
            : before.Again(before.Input.ReplaceSyntaxTree(before.Input.SyntaxTrees[0], TestProject.Default.Parse(source, "File0.cs")));
        run.Again(run.Input.Clone()).RequireNothingDone();
        await Analysis.Of(run.Output);
        return run;
    }
}
