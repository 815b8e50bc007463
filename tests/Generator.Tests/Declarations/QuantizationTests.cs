using System.Linq;
using System.Threading.Tasks;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Outputs stored as integers: for inference only, by every kind, with members of the integer's type.</summary>
public sealed class QuantizationTests
{
    public static TheoryData<string> Openings => Kinds.Openings(Kinds.All);

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task Every_kind_stores_integers(string opening)
    {
        foreach (var (quantization, type) in new[] { ("SByte", "sbyte"), ("Byte", "byte") })
        {
            var run = GeneratorRun.Of($"using NormGen; {opening}, Passes = Passes.Inference, Quantization = Quantization.{quantization})] internal partial class Norm;");
            Assert.Empty(await Analysis.Of(run.Output));
            Silence.Require(run.DiagnosticsBesideKernels());
            var layer = run.FileOf("Norm.g.cs");
            Assert.Contains($"global::System.Span<{type}> output", layer);
            Assert.Contains("public float OutputScale", layer);
            Assert.Contains($"public {type} OutputZeroPoint", layer);
        }
    }

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task Layers_that_train_store_floats(string opening)
    {
        foreach (var passes in new[] { "", ", Passes = Passes.All" })
        {
            await Expect.Error(
                "NORM034",
                $"{opening}{passes}, [|Quantization = Quantization.Byte|])] public partial class Norm;",
                "'Norm' trains, but declares Quantization.Byte, which has no gradient; declare Passes = Passes.Inference, and another layer to train");
        }
    }

    [Fact]
    public async Task Value_without_a_name() => await Expect.Error(
        "NORM008",
        "[BatchNorm(8, Passes = Passes.Inference, [|Quantization = (Quantization)7|])] public partial class Norm;",
        "'Norm' has Quantization = 7; expected a named value of Quantization");

    [Theory]
    [InlineData("public int [|OutputScale|];")]
    [InlineData("public void [|set_OutputZeroPoint|](sbyte value) { }")]
    [InlineData("public void [|Infer|](ReadOnlySpan<float> a, Span<sbyte> b) { }")]
    public async Task Members_are_taken(string member)
    {
        var markup = Markup.Parse(
            $"using System; using NormGen; [BatchNorm(8, Layout = Layout.NC, Passes = Passes.Inference, Quantization = Quantization.SByte)] public partial class Norm {{ {member} }}");
        var diagnostic = Assert.Single(await Analysis.Of(GeneratorRun.Of(markup.Source).Output));
        Assert.Equal(("NORM018", markup.Span), (diagnostic.Id, diagnostic.Location.SourceSpan));
    }

    [Fact]
    public void Other_overloads_are_free()
    {
        var run = GeneratorRun.Of(
            """
            using System;
            using NormGen;
            [BatchNorm(8, Layout = Layout.NC, Passes = Passes.Inference, Quantization = Quantization.SByte)]
            internal partial class Norm { public void Infer(ReadOnlySpan<float> a, Span<float> b) { } }
            [BatchNorm(8, Layout = Layout.NC, Passes = Passes.Inference)]
            internal partial class Plain { public float OutputScale; public void Infer(ReadOnlySpan<float> a, Span<sbyte> b) { } }
            """);
        Silence.Require(run.DiagnosticsBesideKernels().Where(diagnostic => diagnostic.Id != "CS0649"));
        Assert.Equal(4, run.Files.Count);
    }
}
