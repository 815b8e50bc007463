using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Each error is reported once, where it is, and fails the compilation without the analyzer, too.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("channels: 0")]
    [InlineData("16777217")]
    public async Task Channels(string argument) => await Reports(
        "NORM001",
        $"[BatchNorm([|{argument}|])] public partial class Stem;",
        $"'Stem' declares {argument.Replace("channels: ", "")} channels; expected 1 to 16777216");

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    public async Task Epsilon(string value, string? text = null) => await Reports(
        "NORM002",
        $"[BatchNorm(64, [|Epsilon = {value}|], Affine = true)] public partial class Stem;",
        $"'Stem' has Epsilon = {text ?? value}; expected a finite number above 0");

    [Theory]
    [InlineData("-0.1")]
    [InlineData("1.5")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    public async Task Momentum(string value, string? text = null) => await Reports(
        "NORM003",
        $"[BatchNorm(64, [|Momentum = {value}|])] public partial class Stem;",
        $"'Stem' has Momentum = {text ?? value}; expected a number from 0 to 1, or double.NaN for the cumulative average");

    [Fact]
    public async Task Part_of_the_sizes() => await Reports(
        "NORM004",
        "[BatchNorm(64, [|Width = 56|])] public partial class Stem;",
        "'Stem' sets Width but not Height; set every spatial size of Layout.NCHW to compile them in, or none to give them at the call");

    [Fact]
    public async Task Size_of_another_layout() => await Reports(
        "NORM005",
        "[BatchNorm(64, Layout = Layout.NC, [|Height = 56|])] public partial class Stem;",
        "'Stem' sets Height, which Layout.NC does not have; expected no spatial size");

    [Theory]
    [InlineData("[|Height = 0|], Width = 56", "Height = 0")]
    [InlineData("Height = 56, [|Width = -1|]", "Width = -1")]
    public async Task Size_below_one(string sizes, string text) => await Reports(
        "NORM006",
        $"[BatchNorm(64, {sizes})] public partial class Stem;",
        $"'Stem' has {text}; expected 1 or more");

    [Fact]
    public async Task Sample_too_large() => await Reports(
        "NORM007",
        "[BatchNorm(64, Height = 65536, [|Width = 65536|])] public partial class Stem;",
        "'Stem' has 64 * 65536 * 65536 = 274877906944 elements in a sample; expected at most 2147483647");

    [Fact]
    public void Largest_sample_is_accepted() =>
        Assert.Equal(2, GeneratorRun.Of("[NormGen.BatchNorm(1, Height = 1, Width = int.MaxValue)] partial class Stem;").Files.Count);

    [Theory]
    [InlineData("Layout = (Layout)42", "Layout = 42; expected a named value of Layout")]
    [InlineData("Activation = (Activation)(-1)", "Activation = -1; expected a named value of Activation")]
    public async Task Undefined_value(string argument, string text) => await Reports(
        "NORM008",
        $"[BatchNorm(64, [|{argument}|])] public partial class Stem;",
        $"'Stem' has {text}");

    [Fact]
    public async Task Not_partial() => await Reports(
        "NORM010",
        "[BatchNorm(64)] public class [|Stem|];",
        "'Stem' is not partial; expected 'partial class Stem', as the other half of it is generated");

    [Theory]
    [InlineData("class")]
    [InlineData("struct")]
    [InlineData("record")]
    [InlineData("interface")]
    public async Task Container_not_partial(string kind) => await Reports(
        "NORM011",
        $"internal {kind} Net {{ public partial class Inner {{ [BatchNorm(64)] public partial class [|Stem|]; }} }}",
        "'Stem' lies in 'Net', which is not partial; expected 'partial', as a half of each type around it is generated");

    [Fact]
    public async Task Static() => await Reports(
        "NORM012",
        "[BatchNorm(64)] public static partial class [|Stem|];",
        "'Stem' is static; expected a class that can be created, as a layer has parameters");

    [Theory]
    [InlineData("[BatchNorm(64)] public partial class [|Stem|]<T>;", "T")]
    [InlineData("public partial class Net<T> { public partial struct Inner<U> { [BatchNorm(64)] public partial class [|Stem|]; } }", "T, U")]
    public async Task Generic(string source, string parameters) => await Reports(
        "NORM013",
        source,
        $"'Stem' has the type parameters <{parameters}>, its own or of types around it; expected none, as a kernel is made for one shape");

    [Theory]
    [InlineData("[BatchNorm(64)] file partial class [|Stem|];")]
    [InlineData("file partial class Net { [BatchNorm(64)] public partial class [|Stem|]; }")]
    public async Task File_local(string source) => await Reports(
        "NORM014",
        source,
        "'Stem' is file-local, or in a type that is; expected a class that a generated file can complete");

    [Fact]
    public async Task Record() => await Reports(
        "NORM015",
        "[BatchNorm(64)] public partial record [|Stem|];",
        "'Stem' is a record; expected a class, as layers are not values and derive from NormGen.NormalizationLayer");

    [Fact]
    public async Task Base_class() => await Reports(
        "NORM016",
        "[BatchNorm(64)] public partial class [|Stem|] : System.IO.MemoryStream;",
        "'Stem' derives from 'System.IO.MemoryStream'; expected no base class, as layers derive from NormGen.NormalizationLayer");

    [Theory]
    [InlineData("[BatchNorm(64)] public partial class Stem : NormalizationLayer;")]
    [InlineData("[BatchNorm(64)] public partial class Stem : System.IDisposable { public void Dispose() { } }")]
    public async Task Interfaces_and_the_layers_own_base_are_accepted(string source) => await ReportsNothing(source);

    [Theory]
    [InlineData("[BatchNorm(64), [|BatchNorm(32)|]] public partial class Stem;")]
    [InlineData("[BatchNorm(64)] public partial class Stem; [[|BatchNorm(32)|]] public partial class Stem;")]
    public async Task Several_normalizations(string source) => await Reports(
        "NORM017",
        source,
        "'Stem' has 2 normalization attributes; expected one");

    [Fact]
    public void Attributes_on_several_parts_make_one_file() =>
        Assert.Equal("Stem.g.cs", Assert.Single(GeneratorRun.Of("using NormGen; [BatchNorm(8)] partial class Stem; [BatchNorm(8)] partial class Stem;").Files).Hint);

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "12.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    public async Task Language_version(LanguageVersion version, string text) => await Reports(
        "NORM019",
        "[BatchNorm(64)] public partial class [|Stem|] { }",
        $"'Stem' is compiled as C# {text}; expected 13.0 or newer, which generated code needs",
        TestProject.Default with { Language = version });

    [Theory]
    [InlineData("0.9", "0.1")]
    [InlineData("0.99", "0.01")]
    [InlineData("1", "0")]
    public async Task Momentum_of_the_other_convention_is_a_warning(string momentum, string other)
    {
        var markup = Markup.Parse($"using NormGen;\n[BatchNorm(64, [|Momentum = {momentum}|])] public partial class Stem;");
        var run = GeneratorRun.Of(markup.Source);

        var diagnostic = Assert.Single(await Analysis.Of(run.Output));
        Assert.Equal("NORM020", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.DefaultSeverity);
        Assert.Equal(markup.Span, diagnostic.Location.SourceSpan);
        Assert.Equal(
            $"'Stem' has Momentum = {momentum}, the weight of the newest batch as in PyTorch; if you mean that of the old value, write {other}",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.DoesNotContain("#error", run.FileOf("Stem.g.cs"));
    }

    [Theory]
    [InlineData("Momentum = 0")]
    [InlineData("Momentum = 0.89")]
    [InlineData("Momentum = double.NaN")]
    [InlineData("Epsilon = double.Epsilon")]
    [InlineData("Height = 1, Width = 1")]
    [InlineData("Layout = Layout.NC")]
    [InlineData("Affine = false, Activation = Activation.Relu")]
    public async Task Sound_arguments_are_accepted(string arguments) => await ReportsNothing($"[BatchNorm(64, {arguments})] public partial class Stem;");

    [Fact]
    public async Task All_errors_of_a_declaration_are_reported()
    {
        var run = GeneratorRun.Of("using NormGen;\n[BatchNorm(0, Epsilon = 0, Momentum = 2, Height = 1, Layout = Layout.NC)] public class Stem { public int Gamma; }");

        Assert.Equal(
            ["NORM001", "NORM002", "NORM003", "NORM005", "NORM010", "NORM018"],
            (await Analysis.Of(run.Output)).Select(diagnostic => diagnostic.Id));
        Assert.Equal(6, run.FileOf("Stem.g.cs").Split("#error ").Length - 1);
    }

    [Theory]
    [InlineData("[BatchNorm(64, Epsilon = )] public class [|Stem|];", "NORM010")]
    [InlineData("[BatchNorm(64, Height = \"x\", [|Epsilon = 0|])] public partial class Stem;", "NORM002")]
    [InlineData("[BatchNorm(] public class [|Stem|];", "NORM010")]
    [InlineData("[BatchNorm([|0|], Missing = 1)] public partial class Stem;", "NORM001")]
    public async Task Broken_arguments_do_not_hide_the_other_errors(string marked, string id)
    {
        var markup = Markup.Parse("using NormGen;\n" + marked);
        var run = GeneratorRun.Of(markup.Source);

        var diagnostic = Assert.Single(await Analysis.Of(run.Output));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(markup.Span, diagnostic.Location.SourceSpan);
    }

    [Theory]
    [InlineData("[BatchNorm(0)] public struct Stem;")]
    [InlineData("[BatchNorm(0)] public record struct Stem;")]
    [InlineData("public class Net { [BatchNorm(0)] public enum Stem { A } [BatchNorm(0)] public delegate void Other(); }")]
    public async Task What_the_attribute_is_not_allowed_on_is_left_to_the_compiler(string source)
    {
        var run = GeneratorRun.Of("using NormGen;\n" + source);

        Assert.Empty(run.Files);
        Assert.Empty(await Analysis.Of(run.Output));
    }

    [Fact]
    public async Task Unsound_layer_leaves_the_others_alone()
    {
        var run = GeneratorRun.Of("using NormGen;\n[BatchNorm(0)] public partial class Wrong; [BatchNorm(3)] public partial class Sound;");

        Assert.Equal(3, run.Files.Count);
        Assert.DoesNotContain("#error", run.FileOf("Sound.g.cs"));
        Assert.Single(await Analysis.Of(run.Output));
    }

    private static async Task ReportsNothing(string source)
    {
        var run = GeneratorRun.Of("using NormGen;\n" + source);

        Assert.Empty(await Analysis.Of(run.Input));
        Assert.Empty(await Analysis.Of(run.Output));
        Assert.Equal(2, run.Files.Count);
    }

    private static async Task Reports(string id, string marked, string message, TestProject? project = null)
    {
        var markup = Markup.Parse("using NormGen;\n" + marked);
        var run = GeneratorRun.Of((project ?? TestProject.Default).Compile(markup.Source));

        // An analyzer sees the generated files, the generator does not: what they find must not depend on that.
        foreach (var compilation in new[] { run.Input, run.Output })
        {
            var diagnostic = Assert.Single(await Analysis.Of(compilation));
            Assert.Equal(id, diagnostic.Id);
            Assert.Equal(DiagnosticSeverity.Error, diagnostic.DefaultSeverity);
            Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
            Assert.Equal(markup.Span, diagnostic.Location.SourceSpan);
        }

        var file = Assert.Single(run.Files);
        Assert.Equal($"// <auto-generated/>\n#error {id}: {message}\n", file.Text);
        Assert.Contains(
            run.DiagnosticsBesideKernels(),
            diagnostic => diagnostic.Id == "CS1029" && diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains(message));
    }
}
