using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Errors about the class, and about arguments that no shape and no statistic is behind.</summary>
public sealed class ErrorTests
{
    public static TheoryData<string> Openings => Kinds.Openings(Kinds.All);

    [Theory]
    [InlineData("Layout = (Layout)42", "Layout = 42; expected a named value of Layout")]
    [InlineData("Layout = (Layout)7", "Layout = 7; expected a named value of Layout")]
    [InlineData("Activation = (Activation)(-1)", "Activation = -1; expected a named value of Activation")]
    [InlineData("Dialect = (Dialect)3", "Dialect = 3; expected a named value of Dialect")]
    [InlineData("Dialect = (Dialect)(-1)", "Dialect = -1; expected a named value of Dialect")]
    [InlineData("Passes = (Passes)2", "Passes = 2; expected a named value of Passes")]
    [InlineData("Passes = (Passes)int.MinValue", "Passes = -2147483648; expected a named value of Passes")]
    public async Task Undefined_value(string argument, string text) => await Expect.Error(
        "NORM008",
        $"[BatchNorm(64, [|{argument}|])] public partial class Stem;",
        $"'Stem' has {text}");

    [Theory]
    [InlineData("Activation = (Activation)(-1)", "Activation = -1; expected a named value of Activation")]
    [InlineData("Passes = (Passes)2", "Passes = 2; expected a named value of Passes")]
    public async Task Undefined_value_in_any_kind(string argument, string text)
    {
        foreach (var kind in Kinds.All)
        {
            await Expect.Error(
                "NORM008",
                $"[{Kinds.Opening(kind)}, [|{argument}|])] public partial class Stem;",
                $"'Stem' has {text}");
        }
    }

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task Rules_about_the_class_hold_for_any_kind(string opening)
    {
        var run = GeneratorRun.Of($"using NormGen;\n{opening})] public static class Stem<T>;");

        Assert.Equal(["NORM010", "NORM012", "NORM013"], (await Analysis.Of(run.Output)).Select(diagnostic => diagnostic.Id));
        Assert.Equal("Stem-1.g.cs", Assert.Single(run.Files).Hint);
    }

    [Fact]
    public async Task Not_partial() => await Expect.Error(
        "NORM010",
        "[BatchNorm(64)] public class [|Stem|];",
        "'Stem' is not partial; expected 'partial class Stem', as the other half of it is generated");

    [Theory]
    [InlineData("class")]
    [InlineData("struct")]
    [InlineData("record")]
    [InlineData("interface")]
    public async Task Container_not_partial(string kind) => await Expect.Error(
        "NORM011",
        $"internal {kind} Net {{ public partial class Inner {{ [BatchNorm(64)] public partial class [|Stem|]; }} }}",
        "'Stem' lies in 'Net', which is not partial; expected 'partial', as a half of each type around it is generated");

    [Fact]
    public async Task Static() => await Expect.Error(
        "NORM012",
        "[BatchNorm(64)] public static partial class [|Stem|];",
        "'Stem' is static; expected a class that can be created, as a layer has parameters");

    [Theory]
    [InlineData("[BatchNorm(64)] public partial class [|Stem|]<T>;", "T")]
    [InlineData("public partial class Net<T> { public partial struct Inner<U> { [BatchNorm(64)] public partial class [|Stem|]; } }", "T, U")]
    public async Task Generic(string source, string parameters) => await Expect.Error(
        "NORM013",
        source,
        $"'Stem' has the type parameters <{parameters}>, its own or of types around it; expected none, as a kernel is made for one shape");

    [Theory]
    [InlineData("[BatchNorm(64)] file partial class [|Stem|];")]
    [InlineData("file partial class Net { [BatchNorm(64)] public partial class [|Stem|]; }")]
    public async Task File_local(string source) => await Expect.Error(
        "NORM014",
        source,
        "'Stem' is file-local, or in a type that is; expected a class that a generated file can complete");

    [Fact]
    public async Task Record() => await Expect.Error(
        "NORM015",
        "[BatchNorm(64)] public partial record [|Stem|];",
        "'Stem' is a record; expected a class, as layers are not values and derive from NormGen.NormalizationLayer");

    [Fact]
    public async Task Base_class() => await Expect.Error(
        "NORM016",
        "[BatchNorm(64)] public partial class [|Stem|] : System.IO.MemoryStream;",
        "'Stem' derives from 'System.IO.MemoryStream'; expected no base class, as layers derive from NormGen.NormalizationLayer");

    [Theory]
    [InlineData("[BatchNorm(64)] public partial class Stem : NormalizationLayer;")]
    [InlineData("[BatchNorm(64)] public partial class Stem : System.IDisposable { public void Dispose() { } }")]
    public async Task Interfaces_and_the_layers_own_base_are_accepted(string source) => await Expect.Accepted(source);

    [Theory]
    [InlineData("[BatchNorm(64), [|BatchNorm(32)|]] public partial class Stem;")]
    [InlineData("[BatchNorm(64)] public partial class Stem; [[|BatchNorm(32)|]] public partial class Stem;")]
    [InlineData("[GroupNorm(2, 8), [|BatchNorm(8)|]] public partial class Stem;")]
    [InlineData("[RmsNorm(8), [|LayerNorm(8)|]] public partial class Stem;")]
    [InlineData("[InstanceNorm(8)] public partial class Stem; [[|GroupNorm(8, 8)|]] public partial class Stem;")]
    public async Task Several_normalizations(string source) => await Expect.Error(
        "NORM017",
        source,
        "'Stem' has 2 normalization attributes; expected one");

    [Fact]
    public void Attributes_on_several_parts_make_one_file() =>
        Assert.Equal("Stem.g.cs", Assert.Single(GeneratorRun.Of("using NormGen; [BatchNorm(8)] partial class Stem; [BatchNorm(8)] partial class Stem;").Files).Hint);

    [Fact]
    public async Task Attributes_of_all_kinds_make_one_error_and_one_file()
    {
        var attributes = string.Concat(Kinds.All.Select(kind => $"[{Kinds.Opening(kind)})] "));
        var run = GeneratorRun.Of($"using NormGen; {attributes} partial class Stem;");

        Assert.Equal("Stem.g.cs", Assert.Single(run.Files).Hint);
        Assert.Equal("NORM017", Assert.Single(await Analysis.Of(run.Output)).Id);
        Assert.Contains("'Stem' has 5 normalization attributes", run.FileOf("Stem.g.cs"));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "12.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    public async Task Language_version(LanguageVersion version, string text) => await Expect.Error(
        "NORM019",
        "[BatchNorm(64)] public partial class [|Stem|] { }",
        $"'Stem' is compiled as C# {text}; expected 13.0 or newer, which generated code needs",
        TestProject.Default with { Language = version });

    [Theory]
    [InlineData("Layout = Layout.NC")]
    [InlineData("Affine = false, Activation = Activation.Relu")]
    [InlineData("Residual = true")]
    [InlineData("Residual = false, Passes = Passes.All")]
    [InlineData("Residual = true, Passes = Passes.Inference")]
    public async Task Sound_arguments_are_accepted(string arguments) =>
        await Expect.Accepted($"[BatchNorm(64, {arguments})] public partial class Stem;");

    /// <summary>The attribute has no such property: the compiler's own error, at the argument, is the only one.</summary>
    [Theory]
    [InlineData("BatchNorm(64", "Groups = 2")]
    [InlineData("BatchNorm(64", "PreAdd = true")]
    [InlineData("BatchNorm(64", "UnitOffset = true")]
    [InlineData("GroupNorm(2, 64", "Momentum = 2")]
    [InlineData("GroupNorm(2, 64", "PreAdd = true")]
    [InlineData("GroupNorm(2, 64", "Channels = 0")]
    [InlineData("InstanceNorm(64", "Dialect = Dialect.Onnx")]
    [InlineData("InstanceNorm(64", "Groups = 2")]
    [InlineData("LayerNorm(64", "Layout = Layout.NC")]
    [InlineData("LayerNorm(64", "UnitOffset = true")]
    [InlineData("LayerNorm(64", "Length = 5")]
    [InlineData("RmsNorm(64", "Height = 0")]
    [InlineData("RmsNorm(64", "Momentum = 0.99")]
    public async Task Argument_of_another_attribute_is_left_to_the_compiler(string opening, string argument)
    {
        var markup = Markup.Parse($"using NormGen;\n[{opening}, [|{argument}|])] internal partial class Stem;");
        var run = GeneratorRun.Of(markup.Source);

        Assert.Empty(await Analysis.Of(run.Output));
        var diagnostic = Assert.Single(run.DiagnosticsBesideKernels());
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.DefaultSeverity);
        Assert.True(markup.Span.Contains(diagnostic.Location.SourceSpan));
    }

    [Fact]
    public async Task All_errors_of_a_declaration_are_reported()
    {
        var run = GeneratorRun.Of("using NormGen;\n[BatchNorm(0, Epsilon = 0, Momentum = 2, Height = 1, Layout = Layout.NC, Passes = (Passes)2)] public class Stem { public int Gamma; }");

        Assert.Equal(
            ["NORM001", "NORM002", "NORM003", "NORM005", "NORM008", "NORM010", "NORM018"],
            (await Analysis.Of(run.Output)).Select(diagnostic => diagnostic.Id));
        Assert.Equal(7, run.FileOf("Stem.g.cs").Split("#error ").Length - 1);
    }

    [Theory]
    [InlineData("[BatchNorm(64, Epsilon = )] public class [|Stem|];", "NORM010")]
    [InlineData("[BatchNorm(64, Height = \"x\", [|Epsilon = 0|])] public partial class Stem;", "NORM002")]
    [InlineData("[BatchNorm(64, Dialect = , Momentum = 0.99)] public class [|Stem|];", "NORM010")]
    [InlineData("[BatchNorm(64, Passes = 1, [|Dialect = (Dialect)3|])] public partial class Stem;", "NORM008")]
    [InlineData("[BatchNorm(] public class [|Stem|];", "NORM010")]
    [InlineData("[BatchNorm([|0|], Missing = 1)] public partial class Stem;", "NORM001")]
    [InlineData("[GroupNorm([|0|], Height = \"x\", channels: 4)] public partial class Stem;", "NORM021")]
    [InlineData("[GroupNorm(] public class [|Stem|];", "NORM010")]
    [InlineData("[LayerNorm(\"x\")] public class [|Stem|];", "NORM010")]
    [InlineData("[LayerNorm(8, )] public class [|Stem|];", "NORM010")]
    [InlineData("[LayerNorm(8, Stem.Missing)] public class [|Stem|];", "NORM010")]
    [InlineData("[RmsNorm(8, UnitOffset = , PreAdd = true)] public class [|Stem|];", "NORM010")]
    [InlineData("[RmsNorm(8, PreAdd = \"x\", [|Epsilon = 0|])] public partial class Stem;", "NORM002")]
    [InlineData("[RmsNorm([8, \"x\"], Epsilon = 0)] public class [|Stem|];", "NORM010")]
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
}
