using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Frontend;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>NORM018: a member of the user's half that the generated half has as well.</summary>
public sealed class MemberClashTests
{
    private const string Header = "using System;\nusing NormGen;\n";

    [Theory]
    [InlineData("public int [|Gamma|];")]
    [InlineData("public void [|Gamma|](int x) { }")]
    [InlineData("public class [|Frozen|];")]
    [InlineData("public class [|Shape|];")]
    [InlineData("public class [|Options|];")]
    [InlineData("private int [|state|];")]
    [InlineData("public event Action [|Channels|];")]
    [InlineData("public const int [|ElementsPerSample|] = 1;")]
    [InlineData("public int [|Infer|] => 1;")]
    [InlineData("public enum [|Backward|] { A }")]
    [InlineData("public void [|Infer|](ReadOnlySpan<float> a, Span<float> b) { }")]
    [InlineData("public static int [|Forward|](ReadOnlySpan<float> a, Span<float> b) => 1;")]
    [InlineData("public void [|Backward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }")]
    [InlineData("public int [|Freeze|]() => 1;")]
    [InlineData("public int [|Parameters|] => 1;")]
    [InlineData("public int [|MaxDegreeOfParallelism|];")]
    [InlineData("public void [|Reserve|](int more) { }")]
    [InlineData("public void [|RunPass|](Pass pass, in PassTensors tensors) { }")]
    [InlineData("public void [|RunPass|](Pass pass, ref PassTensors tensors) { }")]
    [InlineData("public int [|RunPass|];")]
    [InlineData("public float[] [|get_Gamma|]() => [];")]
    [InlineData("public void [|set_BatchesTracked|](long value) { }")]
    [InlineData("private static void [|NoSuchPass|](Pass pass) { }")]
    [InlineData("private static string [|NoSuchPass|](object pass) => \"\";")]
    [InlineData("public void [|InferBackward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }")]
    [InlineData("public bool [|Load|] => true;")]
    [InlineData("public Action? [|Save|];")]
    [InlineData("public void [|AccumulateMoments|](ReadOnlySpan<float> a, Moments b) { }")]
    [InlineData("public void [|ForwardWith|](ReadOnlySpan<float> a, Span<float> b, Moments c) { }")]
    [InlineData("public [|Stem|]() { }")]
    [InlineData("private [|Stem|](NormGen.Runtime.BatchNormState other) { }")]
    public async Task Clash_is_reported_at_the_member(string member) =>
        await ReportsAt($"[BatchNorm(8, Layout = Layout.NC)] public partial class Stem {{ {member} }}");

    /// <summary>A residual makes other overloads: those are taken, and those of a layer without one are free.</summary>
    [Theory]
    [InlineData("", "public void [|Infer|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }")]
    [InlineData("", "public void [|Forward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }")]
    [InlineData("", "public void [|Backward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> d, Span<float> e) { }")]
    [InlineData("", "public void [|InferBackward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> d, Span<float> e) { }")]
    [InlineData(", Passes = Passes.Inference", "public void [|Infer|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }")]
    [InlineData(", Layout = Layout.NLC", "public void [|Infer|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int d) { }")]
    [InlineData(
        ", Layout = Layout.NCDHW",
        "public void [|Backward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> d, Span<float> e, int f) { }")]
    public async Task Clash_with_an_overload_that_takes_a_residual_is_reported(string arguments, string member)
    {
        var layout = arguments.Contains("Layout") ? "" : ", Layout = Layout.NC";
        await ReportsAt($"[BatchNorm(8, Residual = true{layout}{arguments})] public partial class Stem {{ {member} }}");
    }

    /// <summary>What the other kinds have that batch norm has not, and the signatures that go with it.</summary>
    [Theory]
    [InlineData("GroupNorm(2, 8)", "public int [|Groups|] => 2;")]
    [InlineData("GroupNorm(2, 8)", "public int [|Channels|] => 8;")]
    [InlineData("GroupNorm(2, 8)", "private [|Stem|](NormGen.Runtime.SampleNormState other) { }")]
    [InlineData("GroupNorm(2, 8)", "public void [|Infer|](ReadOnlySpan<float> a, Span<float> b, int c) { }")]
    [InlineData("GroupNorm(2, 8, Height = 1, Width = 1)", "public int [|SpatialSize|] => 1;")]
    [InlineData("InstanceNorm(8)", "public int [|SavedMean|];")]
    [InlineData("InstanceNorm(8, Residual = true)", "public void [|Forward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int d) { }")]
    [InlineData("LayerNorm(8)", "public int [|ElementsPerSample|];")]
    [InlineData("LayerNorm(8)", "public int [|BetaGradient|];")]
    [InlineData("LayerNorm(8)", "public void [|Backward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }")]
    [InlineData("LayerNorm(8)", "private [|Stem|](NormGen.Runtime.SampleNormState other) { }")]
    [InlineData(
        "LayerNorm(8, PreAdd = true)",
        "public void [|Infer|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, Span<float> d) { }")]
    [InlineData(
        "RmsNorm(8, PreAdd = true)",
        "public void [|Forward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, Span<float> d) { }")]
    [InlineData(
        "RmsNorm(8, PreAdd = true)",
        "public void [|Backward|](ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> d) { }")]
    [InlineData("RmsNorm(8)", "public int [|SavedRstd|];")]
    [InlineData("RmsNorm(8)", "public int [|GammaGradient|];")]
    public async Task Clash_in_another_kind_is_reported_at_the_member(string attribute, string member) =>
        await ReportsAt($"[{attribute}] public partial class Stem {{ {member} }}");

    [Theory]
    [InlineData("class [|Stem|](int x) { public int X => x; }")]
    [InlineData("class [|Stem|]();")]
    [InlineData("class [|Frozen|];")]
    [InlineData("class [|Infer|];")]
    public async Task Clash_of_the_class_itself_is_reported_at_its_name(string declaration)
    {
        var markup = Markup.Parse(Header + $"[BatchNorm(8, Layout = Layout.NC)] public partial {declaration}");
        var run = GeneratorRun.Of(markup.Source);

        var diagnostic = Assert.Single(await Analysis.Of(run.Output));
        Assert.Equal("NORM018", diagnostic.Id);
        Assert.Equal(markup.Span, diagnostic.Location.SourceSpan);
    }

    [Theory]
    [InlineData("public void Infer(float[] both) => Infer(both, both);")]
    [InlineData("public void Infer(ReadOnlySpan<double> a, Span<float> b) { }")]
    [InlineData("public void Infer<T>(ReadOnlySpan<float> a, Span<float> b) { }")]
    [InlineData("public void Infer(ReadOnlySpan<float> a, Span<float> b, int batch) { }")]
    [InlineData("public void Infer(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) { }")]
    [InlineData("public void RunPass(Pass pass) { }")]
    [InlineData("public void Load(string path) => Load(path, prefix: \"bn1.\");")]
    [InlineData("public new void Save(string path, string prefix, ParameterNames? names) { }")]
    [InlineData("public Stem(int seed) : this() => Seed = seed; public int Seed { get; }")]
    [InlineData("static Stem() { }")]
    [InlineData("public int Groups => 1;")]
    [InlineData("public int gamma, State;")]
    [InlineData("public override string ToString() => \"stem\";")]
    public async Task Members_that_stand_beside_the_generated_ones_are_accepted(string member)
    {
        var run = GeneratorRun.Of(Header + $"[BatchNorm(8, Layout = Layout.NC)] public partial class Stem {{ {member} }}");

        Assert.Empty(await Analysis.Of(run.Output));
        Assert.DoesNotContain(run.DiagnosticsBesideKernels(), diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("[BatchNorm(8, Affine = false)]", "public int Gamma, Beta, GammaGradient, BetaGradient;")]
    [InlineData("[BatchNorm(8, Residual = true, Layout = Layout.NC)]", "public void Infer(ReadOnlySpan<float> a, Span<float> b) => Infer(a, a, b);")]
    [InlineData(
        "[BatchNorm(8, Residual = true, Layout = Layout.NC)]",
        "public void Backward(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) => Backward(a, a, b, c, new float[a.Length]);")]
    [InlineData(
        "[BatchNorm(8, Passes = Passes.Inference)]",
        "public int Forward, Backward, InferBackward, Reserve, SavedMean, SavedRstd, GammaGradient, BetaGradient;")]
    [InlineData("[BatchNorm(8)]", "public const int SpatialSize = 1, ElementsPerSample = 1;")]
    [InlineData("[BatchNorm(8)]", "public void Infer(ReadOnlySpan<float> a, Span<float> b) => Infer(a, b, 1);")]
    [InlineData("[GroupNorm(2, 8)]", "public int RunningMean, RunningVariance, BatchesTracked, InferBackward, SpatialSize;")]
    [InlineData("[GroupNorm(2, 8)]", "public Stem(NormGen.Runtime.BatchNormState other) : this() { }")]
    [InlineData("[InstanceNorm(8, Affine = false)]", "public int Groups, Gamma, Beta, GammaGradient, BetaGradient;")]
    [InlineData("[LayerNorm(8)]", "public int Channels, Groups, SpatialSize, NormalizedShape;")]
    [InlineData("[LayerNorm(8)]", "public void Infer(ReadOnlySpan<float> a, Span<float> b, int c) => Infer(a, b);")]
    [InlineData("[LayerNorm(8, PreAdd = true)]", "public void Infer(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) => Infer(a, b, c, new float[c.Length]);")]
    [InlineData("[RmsNorm(8)]", "public int Channels, Beta, BetaGradient, SavedMean;")]
    public async Task Names_that_this_layer_leaves_free_are_accepted(string attribute, string members)
    {
        var run = GeneratorRun.Of(Header + $"{attribute} public partial class Stem {{ {members} }}");

        Assert.Empty(await Analysis.Of(run.Output));
        Assert.DoesNotContain(run.DiagnosticsBesideKernels(), diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Generated_half_is_not_taken_for_the_users()
    {
        var run = GeneratorRun.Of(Header + "[BatchNorm(8)] public partial class Stem { public void Infer(float[] both) => Infer(both, both, 1); }");

        var before = LayerParser.Parse(run.Input.GetTypeByMetadataName("Stem")!, TestContext.Current.CancellationToken);
        var after = LayerParser.Parse(run.Output.GetTypeByMetadataName("Stem")!, TestContext.Current.CancellationToken);

        Assert.NotNull(before!.Layer);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Explicit_implementations_do_not_clash()
    {
        var run = GeneratorRun.Of("interface IInfer { int Gamma { get; } void Freeze(); } [NormGen.BatchNorm(8)] partial class Stem : IInfer { int IInfer.Gamma => 1; void IInfer.Freeze() { } }");

        Assert.Equal(2, run.Files.Count);
    }

    /// <summary>Keeps the parser's list in step with what is generated: a user's member of any generated name clashes.</summary>
    [Theory]
    [InlineData("[BatchNorm(8, Layout = Layout.NC)]")]
    [InlineData("[BatchNorm(8)]")]
    [InlineData("[BatchNorm(8, Layout = Layout.NHWC, Height = 2, Width = 2, Affine = false)]")]
    [InlineData("[BatchNorm(8, Layout = Layout.NCL, Residual = true)]")]
    [InlineData("[BatchNorm(8, Layout = Layout.NC, Passes = Passes.Inference)]")]
    [InlineData("[BatchNorm(8, Residual = true, Affine = false, Passes = Passes.Inference)]")]
    [InlineData("[GroupNorm(2, 8)]")]
    [InlineData("[GroupNorm(2, 8, Layout = Layout.NHWC, Height = 2, Width = 2, Passes = Passes.Inference)]")]
    [InlineData("[InstanceNorm(8, Height = 2, Width = 2, Residual = true)]")]
    [InlineData("[LayerNorm(8, Affine = false)]")]
    [InlineData("[LayerNorm(8, PreAdd = true)]")]
    [InlineData("[RmsNorm(8)]")]
    public async Task Every_generated_member_is_known_to_the_parser(string attribute)
    {
        var type = GeneratorRun.Of(Header + $"{attribute} public partial class Stem;").Output.GetTypeByMetadataName("Stem")!;
        var names = type.GetMembers()
            .Concat(type.BaseType!.GetMembers().Where(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected))
            .Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Where(member => !member.IsImplicitlyDeclared)
            .Select(member => member.Name)
            .Distinct()
            .ToList();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var run = GeneratorRun.Once(TestProject.Default.Compile(Header + $"{attribute} public partial class Stem {{ public int {name}; }}"));
            Assert.Equal(["NORM018"], (await Analysis.Of(run.Output)).Select(diagnostic => diagnostic.Id));
        }
    }

    /// <summary>And the other way round: a name that the parser keeps from users is generated.</summary>
    [Theory]
    [InlineData(
        "[BatchNorm(8)]",
        "Channels Running Gamma Beta GammaGradient BetaGradient SavedMean SavedRstd Forward Backward InferBackward Reserve")]
    [InlineData("[BatchNorm(8, Affine = false)]", "Channels Running SavedMean SavedRstd Forward Backward InferBackward Reserve")]
    [InlineData("[BatchNorm(8, Layout = Layout.NC, Passes = Passes.Inference)]", "Channels SpatialSize ElementsPerSample Running Gamma Beta")]
    [InlineData("[BatchNorm(8, Affine = false, Passes = Passes.Inference)]", "Channels Running")]
    [InlineData(
        "[GroupNorm(2, 8)]", "Channels Groups Gamma Beta GammaGradient BetaGradient SavedMean SavedRstd Forward Backward Reserve")]
    [InlineData("[GroupNorm(2, 8, Height = 2, Width = 2, Passes = Passes.Inference)]", "Channels Groups SpatialSize ElementsPerSample Gamma Beta")]
    [InlineData("[InstanceNorm(8, Affine = false)]", "Channels SavedMean SavedRstd Forward Backward Reserve")]
    [InlineData(
        "[InstanceNorm(8, Layout = Layout.NLC, Length = 2)]",
        "Channels SpatialSize ElementsPerSample Gamma Beta GammaGradient BetaGradient SavedMean SavedRstd Forward Backward Reserve")]
    [InlineData(
        "[LayerNorm(8)]", "ElementsPerSample Gamma Beta GammaGradient BetaGradient SavedMean SavedRstd Forward Backward Reserve")]
    [InlineData("[LayerNorm(8, PreAdd = true, Affine = false)]", "ElementsPerSample SavedMean SavedRstd Forward Backward Reserve")]
    [InlineData("[RmsNorm(8, PreAdd = true)]", "ElementsPerSample Gamma GammaGradient SavedRstd Forward Backward Reserve")]
    [InlineData("[RmsNorm(8, UnitOffset = true, Affine = false)]", "ElementsPerSample SavedRstd Forward Backward Reserve")]
    [InlineData("[RmsNorm(8, Passes = Passes.Inference)]", "ElementsPerSample Gamma")]
    public void Members_follow_the_declaration(string attribute, string members)
    {
        string[] some =
        [
            "Channels", "Groups", "SpatialSize", "ElementsPerSample", "RunningMean", "RunningVariance", "BatchesTracked", "Gamma", "Beta",
            "GammaGradient", "BetaGradient", "SavedMean", "SavedRstd", "Forward", "Backward", "InferBackward", "Reserve",
        ];
        string[] always = ["Infer", "Freeze", "Frozen", "RunPass"];
        var type = GeneratorRun.Of(Header + $"{attribute} public partial class Stem;").Output.GetTypeByMetadataName("Stem")!;

        Assert.Equal(
            members.Replace("Running", "RunningMean RunningVariance BatchesTracked"),
            string.Join(' ', some.Where(name => !type.GetMembers(name).IsEmpty)));
        Assert.All(always, name => Assert.NotEmpty(type.GetMembers(name)));
    }

    private static async Task ReportsAt(string marked)
    {
        var markup = Markup.Parse(Header + marked);
        var run = GeneratorRun.Of(markup.Source);

        foreach (var compilation in new[] { run.Input, run.Output })
        {
            var diagnostic = Assert.Single(await Analysis.Of(compilation));
            Assert.Equal("NORM018", diagnostic.Id);
            Assert.Equal(markup.Span, diagnostic.Location.SourceSpan);
        }

        Assert.StartsWith("// <auto-generated/>\n#error NORM018: 'Stem' declares Stem.", Assert.Single(run.Files).Text);
    }
}
