using System.Linq;
using System.Threading.Tasks;
using NormGen.Generator.Spec;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>A function of the user's before the store: which types can be one, and what a layer with one is like.</summary>
public sealed class EpilogueTests
{
    private const string Method =
        "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)] public static T ";

    private const string Value = Method + "Value<T>(T x) where T : struct, IVector<T> => x * 2f; ";
    private const string Derivative = Method + "Derivative<T>(T x) where T : struct, IVector<T> => 2f; ";
    private const string ValueOfTwo = Method + "Value<T>(T x, T parameter) where T : struct, IVector<T> => x * parameter; ";
    private const string DerivativeOfTwo = Method + "Derivative<T>(T x, T parameter) where T : struct, IVector<T> => parameter; ";

    private const string Twice = "internal readonly struct Twice : IEpilogue { " + Value + "} ";
    private const string TwiceTrained = "internal readonly struct Twice : IDifferentiableEpilogue { " + Value + Derivative + "} ";
    private const string Times = "internal readonly struct Times : IParametricEpilogue { " + ValueOfTwo + "} ";
    private const string TimesTrained = "internal readonly struct Times : IDifferentiableParametricEpilogue { " + ValueOfTwo + DerivativeOfTwo + "} ";

    public static TheoryData<string> Openings => Kinds.Openings(Kinds.All);

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task Every_kind_takes_an_epilogue(string opening)
    {
        foreach (var (type, name, passes) in new[] { (Twice, "Twice", "Inference"), (TwiceTrained, "Twice", "All"), (Times, "Times", "Inference"), (TimesTrained, "Times", "All") })
        {
            var run = GeneratorRun.Of($"using NormGen; {type} {opening}, Epilogue = typeof({name}), Passes = Passes.{passes})] internal partial class Norm;");
            Assert.Empty(await Analysis.Of(run.Output));
            Silence.Require(run.DiagnosticsBesideKernels());
            Assert.Equal(name == "Times", run.Files.Any(file => file.Text.Contains("public float EpilogueParameter")));
        }
    }

    [Theory]
    [InlineData("public sealed class Twice : IEpilogue { " + Value + "} ", "Twice", "Twice", "which is no struct")]
    [InlineData("public interface Twice;", "Twice", "Twice", "which is no struct")]
    [InlineData("public static class Twice;", "Twice", "Twice", "which is no struct")]
    [InlineData("public abstract class Twice : IEpilogue { " + Value + "} ", "Twice", "Twice", "which is no struct")]
    [InlineData("public enum Twice { A }", "Twice", "Twice", "which is no struct")]
    [InlineData("", "int[]", "int[]", "which is no struct")]
    [InlineData("", "IEpilogue", "NormGen.IEpilogue", "which is no struct")]
    [InlineData("public readonly ref struct Twice : IEpilogue { " + Value + "} ", "Twice", "Twice", "which is a ref struct")]
    [InlineData("public readonly struct Twice<U> : IEpilogue { " + Value + "} ", "Twice<int>", "Twice<int>", "which is generic, or lies in a generic type")]
    [InlineData("public readonly struct Twice<U> : IEpilogue { " + Value + "} ", "Twice<>", "Twice<>", "which is generic, or lies in a generic type")]
    [InlineData("public class Outer<U> { public readonly struct Twice : IEpilogue { " + Value + "} }", "Outer<int>.Twice", "Outer<int>.Twice", "which is generic, or lies in a generic type")]
    [InlineData("file readonly struct Twice : IEpilogue { " + Value + "} ", "Twice", "Twice", "which is file-local, or lies in a type that is")]
    public async Task Type_that_kernels_cannot_call(string type, string name, string shown, string flaw) => await Expect.Error(
        "NORM028",
        $"{type} [BatchNorm(8, Passes = Passes.Inference, [|Epilogue = typeof({name})|])] public partial class Norm;",
        $"'Norm' has Epilogue = typeof({shown}), {flaw}; expected a struct that is not generic");

    [Theory]
    [InlineData("private", "private")]
    [InlineData("protected", "protected")]
    [InlineData("private protected", "private protected")]
    public async Task Type_that_kernels_cannot_see(string modifier, string shown)
    {
        await Expect.Error(
            "NORM029",
            $"public partial class Outer {{ {modifier} readonly struct Twice : IEpilogue {{ {Value} }} [BatchNorm(8, Passes = Passes.Inference, [|Epilogue = typeof(Twice)|])] public partial class Norm; }}",
            $"'Norm' has Epilogue = typeof(Outer.Twice), where 'Twice' is {shown}; expected it to be public or internal, as kernels call it");
        await Expect.Error(
            "NORM029",
            $"public partial class Outer {{ {modifier} class Inner {{ public readonly struct Twice : IEpilogue {{ {Value} }} }} [BatchNorm(8, Passes = Passes.Inference, [|Epilogue = typeof(Inner.Twice)|])] public partial class Norm; }}",
            $"'Norm' has Epilogue = typeof(Outer.Inner.Twice), where 'Inner' is {shown}; expected it to be public or internal, as kernels call it");
    }

    [Theory]
    [InlineData("internal")]
    [InlineData("protected internal")]
    [InlineData("public")]
    public async Task Type_that_the_assembly_sees_is_accepted(string modifier)
    {
        var run = GeneratorRun.Of(
            $"using NormGen; internal partial class Outer {{ {modifier} readonly struct Twice : IEpilogue {{ {Value} }} [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(Twice))] internal partial class Norm; }}");
        Assert.Empty(await Analysis.Of(run.Output));
        Silence.Require(run.DiagnosticsBesideKernels());
    }

    [Theory]
    [InlineData("public readonly struct Twice;", "neither")]
    [InlineData("internal readonly struct Twice : IEpilogue, IParametricEpilogue { " + Value + ValueOfTwo + "} ", "both")]
    [InlineData("namespace Other { public interface IEpilogue; } public readonly struct Twice : Other.IEpilogue;", "neither")]
    public async Task Type_of_no_one_interface(string type, string which) => await Expect.Error(
        "NORM030",
        $"{type} [BatchNorm(8, Passes = Passes.Inference, [|Epilogue = typeof(Twice)|])] public partial class Norm;",
        $"'Norm' has Epilogue = typeof(Twice), which implements {which} of IEpilogue and IParametricEpilogue; expected one of them");

    [Theory]
    [InlineData(Twice, "Twice", "IDifferentiableEpilogue")]
    [InlineData(Times, "Times", "IDifferentiableParametricEpilogue")]
    public async Task Training_without_a_derivative(string type, string name, string expected) => await Expect.Error(
        "NORM031",
        $"{type} [GroupNorm(2, 8, [|Epilogue = typeof({name})|])] public partial class Norm;",
        $"'Norm' trains, but its epilogue '{name}' has no derivative; implement {expected}, or declare Passes = Passes.Inference");

    [Fact]
    public async Task Activation_beside_it() => await Expect.Error(
        "NORM032",
        $"{Twice} [LayerNorm(8, Passes = Passes.Inference, Activation = Activation.Relu, [|Epilogue = typeof(Twice)|])] public partial class Norm;",
        "'Norm' has an Epilogue beside Activation.Relu; expected one of them, as an epilogue can compute an activation itself");

    [Theory]
    [InlineData("Passes.Inference", "Value")]
    [InlineData("Passes.All", "Value Derivative")]
    public async Task Methods_that_do_not_ask_to_be_inlined(string passes, string methods)
    {
        const string Plain =
            "struct Plain : IDifferentiableEpilogue { public static T Value<T>(T x) where T : struct, IVector<T> => x; static T IDifferentiableEpilogue.Derivative<T>(T x) => 1f; }";
        var run = GeneratorRun.Of($"using NormGen; {Plain} [BatchNorm(8, Passes = {passes}, Epilogue = typeof(Plain))] internal partial class Norm;");
        var found = await Analysis.Of(run.Output);
        Assert.Equal(methods.Split(' ').Order(), found.Select(one => one.GetMessage().Split("whose ")[1].Split(' ')[0]).Order());
        Assert.All(found, one => Assert.Equal("NORM033", one.Id));
        Silence.Require(run.DiagnosticsBesideKernels());
    }

    [Fact]
    public async Task Nothing_is_said_of_a_type_that_is_not_found()
    {
        var run = GeneratorRun.Of("using NormGen; [BatchNorm(8, Epilogue = typeof(Missing))] internal partial class Norm;");
        Assert.Empty(await Analysis.Of(run.Output));
    }

    [Fact]
    public async Task No_type_is_no_epilogue()
    {
        var run = GeneratorRun.Of("using NormGen; [BatchNorm(8, Epilogue = null, Activation = Activation.Relu)] internal partial class Norm;");
        Assert.Empty(await Analysis.Of(run.Output));
        Silence.Require(run.DiagnosticsBesideKernels());
    }

    /// <summary>One kernel for each type, whatever the names have in common; file names differ by more than case.</summary>
    [Fact]
    public void Kernels_are_shared_by_type()
    {
        const string Source = $$"""
            using NormGen;
            namespace A { {{Twice}} internal class B { {{Twice}} } internal class a_B { {{Twice}} } internal readonly struct TWICE : IEpilogue { {{Value}} } }
            namespace A_B { {{Twice}} }
            namespace @class { internal readonly struct @struct : IEpilogue { {{Value}} } }
            [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(A.Twice))] internal partial class One;
            [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(A.Twice), Dialect = Dialect.Keras)] internal partial class OneAgain;
            [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(A.B.Twice))] internal partial class Two;
            [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(A.a_B.Twice))] internal partial class Three;
            [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(A_B.Twice))] internal partial class Four;
            [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(A.TWICE))] internal partial class Five;
            [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(@class.@struct))] internal partial class Six;
            [BatchNorm(8, Passes = Passes.Inference)] internal partial class None;
            """;
        var run = GeneratorRun.Of(Source);
        Silence.Require(run.DiagnosticsBesideKernels());
        var kernels = run.Files.Select(file => file.Hint).Where(hint => hint.StartsWith("BatchNorm8", System.StringComparison.Ordinal)).ToList();
        Assert.Equal(7, kernels.Count);
        Assert.Equal(7, kernels.Distinct(System.StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task Parameter_is_a_member_of_the_generated_half() => await Expect.Error(
        "NORM018",
        $"{Times} [BatchNorm(8, Passes = Passes.Inference, Epilogue = typeof(Times))] public partial class Norm {{ public float [|EpilogueParameter|]; }}",
        "'Norm' declares Norm.EpilogueParameter; expected another name, or other parameters, as the generated half declares EpilogueParameter");

    [Fact]
    public void Spec_names_the_type_as_source_does()
    {
        UserEpilogue epilogue = new("global::A.@struct", "A_struct", TakesParameter: false);
        Assert.Equal("struct", epilogue.Name);
    }
}
