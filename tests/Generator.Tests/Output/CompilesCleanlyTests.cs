using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Output;

/// <summary>
/// Generated code has no diagnostic at all, whatever the user's settings and names are: warnings are errors, at the highest level,
/// XML comments are checked, and unsafe code is not allowed.
/// </summary>
public sealed class CompilesCleanlyTests
{
    private const string EveryAxis = """
        using NormGen;
        namespace Models;
        /// <summary>A layer.</summary>
        [BatchNorm(24, Layout = Layout.NC)] public partial class Nc;
        /// <summary>A layer.</summary>
        [BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56, Activation = Activation.Relu)] public partial class Nhwc;
        /// <summary>A layer.</summary>
        [BatchNorm(24, Layout = Layout.NHWC)] public sealed partial class NhwcAtTheCall;
        /// <summary>A layer.</summary>
        [BatchNorm(2048, Height = 7, Width = 7, Affine = false)] public partial class Nchw;
        /// <summary>A layer.</summary>
        [BatchNorm(3, Epsilon = 1e-3, Momentum = double.NaN, Activation = Activation.Relu)] public partial class NchwAtTheCall;
        /// <summary>A layer.</summary>
        [BatchNorm(1, Height = 1, Width = 1)] public abstract partial class One;
        [BatchNorm(24, Layout = Layout.NC, Affine = false)] internal partial class NotPublic;
        /// <summary>A layer.</summary>
        [BatchNorm(24, Layout = Layout.NLC, Length = 5, Dialect = Dialect.Keras)] public partial class Nlc;
        /// <summary>A layer.</summary>
        [BatchNorm(3, Layout = Layout.NCL, Dialect = Dialect.Onnx, Activation = Activation.Relu)] public partial class NclAtTheCall;
        /// <summary>A layer.</summary>
        [BatchNorm(2048, Layout = Layout.NCDHW, Depth = 1, Height = 7, Width = 7, Affine = false)] public partial class Ncdhw;
        /// <summary>A layer.</summary>
        [BatchNorm(24, Layout = Layout.NDHWC)] public partial class NdhwcAtTheCall;
        /// <summary>A layer.</summary>
        [BatchNorm(24, Layout = Layout.NDHWC, Depth = 2, Height = 3, Width = 4, Residual = true)] public partial class Residual;
        /// <summary>A layer.</summary>
        [BatchNorm(3, Residual = true, Affine = false, Activation = Activation.Relu)] public partial class ResidualAtTheCall;
        /// <summary>A layer.</summary>
        [BatchNorm(24, Layout = Layout.NLC, Passes = Passes.Inference, Momentum = double.NaN)] public partial class Inference;
        /// <summary>A layer.</summary>
        [BatchNorm(3, Height = 7, Width = 7, Residual = true, Affine = false, Passes = Passes.Inference)] public partial class ResidualInference;
        """;

    private static readonly string[] NamesInGeneratedCode =
    [
        "Vector", "Vector128", "Vector256", "Vector512", "Avx", "Avx2", "Avx512F", "Fma", "Unsafe", "MemoryMarshal", "BitConverter",
        "Span", "ReadOnlySpan", "Math", "MathF", "Single", "Int32", "Runtime", "BatchNormState", "TensorShape", "Kernel", "Layout",
        "BatchNormOptions", "FrozenBatchNorm", "NormalizationLayer", "Workspace", "Dialect", "Activation", "Passes", "Pass", "PassTensors",
        "Team", "KernelStep", "KernelOperands", "KernelPointers", "Frozen", "Exception",
    ];

    public static TheoryData<LanguageVersion, NullableContextOptions, bool> Settings => new()
    {
        { LanguageVersion.CSharp13, NullableContextOptions.Enable, false },
        { LanguageVersion.CSharp13, NullableContextOptions.Disable, true },
        { LanguageVersion.Preview, NullableContextOptions.Enable, false },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void In_every_kind_of_project(LanguageVersion language, NullableContextOptions nullable, bool checkOverflow) =>
        IsClean(TestProject.Default with { Language = language, Nullable = nullable, CheckOverflow = checkOverflow }, EveryAxis);

    [Fact]
    public void Beside_types_of_the_users_with_the_names_it_uses() =>
        IsClean(TestProject.Default, $$"""
            {{Declare(NamesInGeneratedCode)}}
            namespace Models
            {
                {{Declare(["System", "NormGen", .. NamesInGeneratedCode])}}
                [global::NormGen.BatchNorm(8)] internal partial class Stem;
                namespace Deeper.System.NormGen.Vector256
                {
                    [global::NormGen.BatchNorm(8, Layout = global::NormGen.Layout.NC)] internal partial class Head;
                }
            }
            """);

    [Theory]
    [InlineData("[NormGen.BatchNorm(8)] internal partial class Stem;")]
    [InlineData("[NormGen.BatchNorm(8)] internal partial class @class;")]
    [InlineData("[NormGen.BatchNorm(8)] internal partial class @record;")]
    [InlineData("namespace @namespace.@int; internal partial struct @struct { [NormGen.BatchNorm(8)] internal partial class @event; }")]
    [InlineData("internal static partial class Net { [NormGen.BatchNorm(8)] private sealed partial class Stem; }")]
    [InlineData("internal partial record struct Net(int X) { [NormGen.BatchNorm(8)] internal partial class Stem; }")]
    [InlineData("internal sealed partial record Net { [NormGen.BatchNorm(8)] internal partial class Stem; }")]
    [InlineData("internal partial interface INet { partial class Inner { [NormGen.BatchNorm(8)] internal partial class Stem; } }")]
    [InlineData("internal readonly ref partial struct Net { [NormGen.BatchNorm(8)] internal partial class Stem; }")]
    [InlineData("[System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage, System.CodeDom.Compiler.GeneratedCode(\"x\", \"1\"), System.Serializable, NormGen.BatchNorm(8)] internal partial class Stem;")]
    [InlineData("namespace Größe; [NormGen.BatchNorm(8)] internal partial class Schicht_ß;")]
    [InlineData("[NormGen.BatchNorm(8)] internal partial class A; [NormGen.BatchNorm(8)] internal partial class a2; [NormGen.BatchNorm(8)] internal partial class A2;")]
    [InlineData("internal partial class Net { [NormGen.BatchNorm(8)] internal partial class Stem; [NormGen.BatchNorm(8)] protected internal partial class Body; }")]
    public void Wherever_the_class_is_declared(string source) =>
        Assert.Empty(Relevant(GeneratorRun.Of(source).DiagnosticsBesideKernels()));

    [Fact]
    public void At_the_largest_sizes() =>
        IsClean(TestProject.Default, """
            using NormGen;
            [BatchNorm(1 << 24, Layout = Layout.NC)] internal partial class Nc;
            [BatchNorm((1 << 24) - 1, Layout = Layout.NHWC, Height = 128, Width = 1)] internal partial class Nhwc;
            [BatchNorm(1 << 24, Height = 127, Width = 1)] internal partial class Nchw;
            [BatchNorm(1 << 24)] internal partial class NchwAtTheCall;
            [BatchNorm(1, Height = 1, Width = int.MaxValue)] internal partial class Plane;
            [BatchNorm(1 << 24, Layout = Layout.NLC, Residual = true)] internal partial class NlcAtTheCall;
            [BatchNorm(1 << 24, Layout = Layout.NCDHW, Depth = 1, Height = 127, Width = 1, Passes = Passes.Inference)] internal partial class Ncdhw;
            [BatchNorm(1, Layout = Layout.NCL, Length = int.MaxValue, Residual = true, Passes = Passes.Inference)] internal partial class Ncl;
            """);

    [Fact]
    public void With_user_code_that_calls_it() =>
        Assert.Empty(Relevant(GeneratorRun.Of(EveryAxis, """
            namespace Models;
            internal sealed class Derived : One;
            internal static class Program
            {
                public static void Run(float[] input, float[] output)
                {
                    var fixedSize = new Nhwc();
                    fixedSize.Infer(input, output);
                    fixedSize.Forward(input, output);
                    fixedSize.Backward(input, output, input);
                    Nhwc.Frozen frozen = fixedSize.Freeze();
                    frozen.Infer(input, output);
                    var atTheCall = new NchwAtTheCall();
                    atTheCall.Infer(input, output, 2);
                    atTheCall.Freeze().Infer(input, output, 2);
                    atTheCall.Gamma[0] = atTheCall.SavedMean[0] + NchwAtTheCall.Channels + Nhwc.SpatialSize + Nhwc.ElementsPerSample;
                    new Derived().Infer(input, output);
                    Volumes(input, output);
                    Inference(input, output);
                    Any(fixedSize, input, output);
                }

                private static void Volumes(float[] input, float[] output)
                {
                    var fixedSize = new Residual();
                    fixedSize.Infer(input, input, output);
                    fixedSize.Forward(input, input, output);
                    fixedSize.Backward(input, input, output, output, input);
                    fixedSize.InferBackward(input, input, output, output, input);
                    fixedSize.Freeze().Infer(input, input, output);
                    fixedSize.Reserve(8);
                    var atTheCall = new ResidualAtTheCall();
                    atTheCall.Forward(input, input, output, 2);
                    atTheCall.Backward(input, input, output, output, input, 2);
                    atTheCall.InferBackward(input, input, output, output, input, 2);
                    atTheCall.Freeze().Infer(input, input, output, 2);
                    new NdhwcAtTheCall().InferBackward(input, output, input, 2);
                    new Ncdhw().InferBackward(input, output, input);
                }

                private static void Inference(float[] input, float[] output)
                {
                    var layer = new Inference { BatchesTracked = 1, MaxDegreeOfParallelism = 2 };
                    layer.Infer(input, output, 2);
                    Inference.Frozen frozen = layer.Freeze();
                    frozen.MaxDegreeOfParallelism = layer.MaxDegreeOfParallelism;
                    frozen.Infer(input, output, 2);
                    new ResidualInference().Freeze().Infer(input, input, output);
                }

                private static int Any(global::NormGen.NormalizationLayer layer, float[] input, float[] output)
                {
                    layer.RunPass(global::NormGen.Pass.Infer, new() { Input = input, Output = output });
                    return layer.Parameters.Count + layer.MaxDegreeOfParallelism;
                }
            }
            """).DiagnosticsBesideKernels()));

    /// <summary>One assembly sees the internals of the other, and both declare the same.</summary>
    [Fact]
    public void In_two_assemblies_with_the_same_declarations()
    {
        const string Layers = """
            using NormGen;
            namespace Models;
            [BatchNorm(2048, Height = 7, Width = 7)] internal partial class Body;
            [BatchNorm(2048, Height = 7, Width = 7, Affine = false)] internal partial class Head;
            [BatchNorm(8, Layout = Layout.NCDHW, Depth = 2, Height = 3, Width = 4, Dialect = Dialect.Onnx, Residual = true)]
            internal partial class Volume;
            [BatchNorm(8, Layout = Layout.NLC, Dialect = Dialect.Keras, Passes = Passes.Inference)] internal partial class Sequence;
            """;
        var first = IsClean(
            TestProject.Default with { AssemblyName = "First" },
            Layers,
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Second\")]");
        using var image = new MemoryStream();
        Assert.True(first.Output.Emit(image, options: new(metadataOnly: true), cancellationToken: TestContext.Current.CancellationToken).Success);

        var project = TestProject.Default with
        {
            AssemblyName = "Second",
            References = [.. References.All, MetadataReference.CreateFromImage(image.ToArray())],
        };
        IsClean(project, Layers);
        IsClean(project, Layers.Replace("namespace Models;", "namespace Other;"));
    }

    private static string Declare(string[] names) => string.Concat(names.Select(name => $"internal static class {name} {{ }} "));

    private static GeneratorRun IsClean(TestProject project, params string[] sources)
    {
        var run = GeneratorRun.Of(project.Compile(sources));

        Assert.Empty(Relevant(run.Output.GetDiagnostics(TestContext.Current.CancellationToken)));
        Assert.All(run.Files, file => Assert.DoesNotContain('\r', file.Text));
        Assert.All(run.Files, file => Assert.EndsWith("\n", file.Text));
        return run;
    }

    private static IEnumerable<string> Relevant(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden && !IsAboutTheName(diagnostic))
            .Select(diagnostic => diagnostic.ToString());

    // A user who calls a class `a2` is told that such names may become keywords; that is about the user's own half.
    private static bool IsAboutTheName(Diagnostic diagnostic) => diagnostic.Id == "CS8981";
}
