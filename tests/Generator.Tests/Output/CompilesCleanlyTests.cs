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
        /// <summary>A function.</summary>
        public readonly struct Twice : IDifferentiableEpilogue
        {
            /// <inheritdoc/>
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static T Value<T>(T x) where T : struct, IVector<T> => x * 2f;
            /// <inheritdoc/>
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static T Derivative<T>(T x) where T : struct, IVector<T> => 2f;
        }
        /// <summary>A function.</summary>
        public readonly struct Times : IParametricEpilogue
        {
            /// <inheritdoc/>
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static T Value<T>(T x, T parameter) where T : struct, IVector<T> => x * parameter;
        }
        /// <summary>A layer.</summary>
        [BatchNorm(20, Layout = Layout.NC, Epilogue = typeof(Twice))] public partial class Doubled;
        /// <summary>A layer.</summary>
        [LayerNorm(20, PreAdd = true, Epilogue = typeof(Times), Passes = Passes.Inference, Quantization = Quantization.Byte)] public partial class Stored;
        /// <summary>A layer.</summary>
        [GroupNorm(2, 6, Layout = Layout.NHWC, Residual = true, Passes = Passes.Inference, Quantization = Quantization.SByte)] public partial class StoredAtTheCall;
        """;

    private const string EveryKind = """
        using NormGen;
        namespace Models.Samples;
        /// <summary>A layer.</summary>
        [GroupNorm(2, 8, Height = 5, Width = 3)] public partial class Group;
        /// <summary>A layer.</summary>
        [GroupNorm(32, 256, Layout = Layout.NHWC, Height = 28, Width = 28, Residual = true, Activation = Activation.Relu)] public partial class GroupNhwc;
        /// <summary>A layer.</summary>
        [GroupNorm(1, 3, Layout = Layout.NLC)] public sealed partial class OneGroup;
        /// <summary>A layer.</summary>
        [GroupNorm(4, 64)] public partial class GroupAtTheCall;
        /// <summary>A layer.</summary>
        [GroupNorm(8, 8, Layout = Layout.NC, Affine = false, Passes = Passes.Inference)] public partial class GroupInference;
        /// <summary>A layer.</summary>
        [InstanceNorm(2048, Height = 7, Width = 7)] public partial class Instance;
        /// <summary>A layer.</summary>
        [InstanceNorm(3, Layout = Layout.NDHWC, Affine = false, Residual = true)] public abstract partial class InstanceAtTheCall;
        /// <summary>A layer.</summary>
        [InstanceNorm(5, Layout = Layout.NCL, Length = 4096, Activation = Activation.Relu, Passes = Passes.Inference)] public partial class InstanceInference;
        /// <summary>A layer.</summary>
        [LayerNorm(768)] public partial class Rows;
        /// <summary>A layer.</summary>
        [LayerNorm(5, 3, 2, PreAdd = true, Activation = Activation.Relu)] public partial class RowsOfSums;
        /// <summary>A layer.</summary>
        [LayerNorm(1, Residual = true, Affine = false)] public partial class RowsAndResidual;
        /// <summary>A layer.</summary>
        [LayerNorm(50176, PreAdd = true, Affine = false, Passes = Passes.Inference)] public partial class RowsInference;
        /// <summary>A layer.</summary>
        [RmsNorm(4096, PreAdd = true)] public partial class Token;
        /// <summary>A layer.</summary>
        [RmsNorm(33, UnitOffset = true, Residual = true, Activation = Activation.Relu)] public partial class TokenWithOffset;
        [RmsNorm(16, Affine = false)] internal partial class BareToken;
        """;

    private static readonly string[] NamesInGeneratedCode =
    [
        "Vector", "Vector128", "Vector256", "Vector512", "Avx", "Avx2", "Avx512F", "Fma", "Unsafe", "MemoryMarshal", "BitConverter",
        "Span", "ReadOnlySpan", "Math", "MathF", "Single", "Int32", "Runtime", "BatchNormState", "TensorShape", "Kernel", "Layout",
        "BatchNormOptions", "FrozenBatchNorm", "NormalizationLayer", "Workspace", "Dialect", "Activation", "Passes", "Pass", "PassTensors",
        "SampleNormState", "SampleNormOptions", "FrozenSampleNorm", "KernelScratch", "TensorExtent",
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

    [Theory]
    [MemberData(nameof(Settings))]
    public void With_every_kind_of_normalization(LanguageVersion language, NullableContextOptions nullable, bool checkOverflow) =>
        IsClean(TestProject.Default with { Language = language, Nullable = nullable, CheckOverflow = checkOverflow }, EveryKind);

    [Fact]
    public void Beside_types_of_the_users_with_the_names_it_uses() =>
        IsClean(TestProject.Default, $$"""
            {{Declare(NamesInGeneratedCode)}}
            namespace Models
            {
                {{Declare(["System", "NormGen", .. NamesInGeneratedCode])}}
                [global::NormGen.BatchNorm(8)] internal partial class Stem;
                [global::NormGen.GroupNorm(2, 8)] internal partial class Mid;
                [global::NormGen.InstanceNorm(8, Layout = global::NormGen.Layout.NLC, Length = 5)] internal partial class Style;
                [global::NormGen.LayerNorm(8, PreAdd = true)] internal partial class Rows;
                [global::NormGen.RmsNorm(8)] internal partial class Token;
                namespace Deeper.System.NormGen.Vector256
                {
                    [global::NormGen.BatchNorm(8, Layout = global::NormGen.Layout.NC)] internal partial class Head;
                }
            }
            """);

    [Theory]
    [InlineData("[NormGen.BatchNorm(8)] internal partial class Stem;")]
    [InlineData("[NormGen.BatchNorm(8)] internal partial class @class;")]
    [InlineData("internal partial struct @struct { [NormGen.GroupNorm(2, 8)] internal partial class @event; [NormGen.InstanceNorm(8)] internal partial class @int; }")]
    [InlineData("namespace @namespace; internal partial interface INet { [NormGen.LayerNorm(8)] partial class @base; [NormGen.RmsNorm(8)] partial class Größe; }")]
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
        Silence.Require(GeneratorRun.Of(source).DiagnosticsBesideKernels());

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
    public void At_the_largest_sizes_of_a_sample() =>
        IsClean(TestProject.Default, """
            using NormGen;
            [GroupNorm(1, 1 << 24, Layout = Layout.NC)] internal partial class OneGroup;
            [GroupNorm(1 << 23, 1 << 24, Height = 127, Width = 1)] internal partial class ManyGroups;
            [GroupNorm(1 << 24, 1 << 24, Layout = Layout.NLC, Residual = true)] internal partial class GroupsAtTheCall;
            [GroupNorm(1, 1, Layout = Layout.NCL, Length = int.MaxValue)] internal partial class Plane;
            [InstanceNorm(1 << 24)] internal partial class Instances;
            [InstanceNorm((1 << 24) - 1, Layout = Layout.NHWC, Height = 128, Width = 1)] internal partial class InstancesLast;
            [LayerNorm(1 << 24)] internal partial class Row;
            [LayerNorm(4096, 4096, PreAdd = true, Passes = Passes.Inference)] internal partial class RowOfSums;
            [RmsNorm((1 << 24) - 1, UnitOffset = true, Residual = true)] internal partial class Token;
            """);

    [Fact]
    public void With_user_code_that_calls_it() =>
        Silence.Require(GeneratorRun.Of(EveryAxis, """
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
            """).DiagnosticsBesideKernels());

    [Fact]
    public void With_user_code_that_calls_every_kind() =>
        Silence.Require(GeneratorRun.Of(EveryKind, """
            namespace Models.Samples;
            internal sealed class Derived : InstanceAtTheCall;
            internal static class Program
            {
                public static int Run(float[] input, float[] output)
                {
                    Spatial(input, output);
                    Rows(input, output);
                    return Group.Groups + Group.Channels + Group.SpatialSize + Group.ElementsPerSample + GroupAtTheCall.Groups
                        + Instance.Channels + Instance.SpatialSize + Instance.ElementsPerSample + OneGroup.Channels
                        + Models.Samples.Rows.ElementsPerSample + RowsOfSums.ElementsPerSample + Token.ElementsPerSample;
                }

                private static void Spatial(float[] input, float[] output)
                {
                    var group = new Group { MaxDegreeOfParallelism = 2 };
                    group.Reserve(8);
                    group.Infer(input, output);
                    group.Forward(input, output);
                    group.Backward(input, output, input);
                    group.Gamma[0] = group.SavedMean[0] + group.SavedRstd[0] + group.GammaGradient[0] + group.BetaGradient[0] + group.Beta[0];
                    Group.Frozen frozen = group.Freeze();
                    frozen.MaxDegreeOfParallelism = group.MaxDegreeOfParallelism;
                    frozen.Infer(input, output);
                    var residual = new GroupNhwc();
                    residual.Infer(input, input, output);
                    residual.Forward(input, input, output);
                    residual.Backward(input, input, output, output, input);
                    residual.Freeze().Infer(input, input, output);
                    var atTheCall = new GroupAtTheCall();
                    atTheCall.Infer(input, output, 2);
                    atTheCall.Forward(input, output, 2);
                    atTheCall.Backward(input, output, input, 2);
                    atTheCall.Freeze().Infer(input, output, 2);
                    new OneGroup().Infer(input, output, 2);
                    new GroupInference().Infer(input, output);
                    new Instance().Backward(input, output, input);
                    new Derived().Backward(input, input, output, output, input, 2);
                    new InstanceInference().Freeze().Infer(input, output);
                }

                private static void Rows(float[] input, float[] output)
                {
                    var rows = new Rows();
                    rows.Infer(input, output);
                    rows.Forward(input, output);
                    rows.Backward(input, output, input);
                    rows.Freeze().Infer(input, output);
                    rows.Reserve(8);
                    rows.Gamma[0] = rows.Beta[0] + rows.SavedMean[0] + rows.SavedRstd[0];
                    var sums = new RowsOfSums();
                    sums.Infer(input, input, output, output);
                    sums.Forward(input, input, output, output);
                    sums.Backward(input, output, output, input);
                    RowsOfSums.Frozen frozen = sums.Freeze();
                    frozen.Infer(input, input, output, output);
                    new RowsAndResidual().Backward(input, input, output, output, input);
                    new RowsInference().Infer(input, input, output, output);
                    var token = new Token();
                    token.Forward(input, input, output, output);
                    token.Backward(input, output, output, input);
                    token.Gamma[0] = token.SavedRstd[0] + token.GammaGradient[0];
                    new TokenWithOffset().Forward(input, input, output);
                    Any(new BareToken(), input, output);
                    Any(token, input, output);
                }

                private static void Any(global::NormGen.NormalizationLayer layer, float[] input, float[] output) =>
                    layer.RunPass(global::NormGen.Pass.Infer, new() { Input = input, Residual = input, Output = output, Sum = output });
            }
            """).DiagnosticsBesideKernels());

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
            [GroupNorm(2, 8, Passes = Passes.Inference)] internal partial class Mid;
            [InstanceNorm(8, Layout = Layout.NHWC, Height = 2, Width = 2, Passes = Passes.Inference)] internal partial class Style;
            [LayerNorm(24, PreAdd = true, Passes = Passes.Inference)] internal partial class Rows;
            [RmsNorm(24, UnitOffset = true, Passes = Passes.Inference)] internal partial class Token;
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

        Silence.Require(run.Output.GetDiagnostics(TestContext.Current.CancellationToken));
        Assert.All(run.Files, file => Assert.DoesNotContain('\r', file.Text));
        Assert.All(run.Files, file => Assert.EndsWith("\n", file.Text));
        return run;
    }
}
