using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Output;

/// <summary>Overloads for the tensors of System.Numerics.Tensors, where a project references them.</summary>
public sealed class TensorOverloadTests
{
    private static readonly TestProject WithTensors = TestProject.Default with { References = References.WithTensors };

    public static TheoryData<string, string[]> Cases => new()
    {
        { "BatchNorm(3, Height = 2, Width = 2)", ["Infer(input, output)", "Forward(input, output)", "Backward(input, outputGradient, inputGradient)", "InferBackward(input, outputGradient, inputGradient)", "Infer(input, output)"] },
        { "GroupNorm(1, 3, Residual = true)", ["Infer(input, residual, output)", "Forward(input, residual, output)", "Backward(input, residual, outputGradient, inputGradient, residualGradient)", "Infer(input, residual, output)"] },
        { "LayerNorm(3, PreAdd = true)", ["Infer(input, residual, output, sum)", "Forward(input, residual, output, sum)", "Backward(sum, outputGradient, sumGradient, inputGradient)", "Infer(input, residual, output, sum)"] },
        { "RmsNorm(3, Passes = Passes.Inference, Quantization = Quantization.SByte)", ["Infer(input, output)", "Infer(input, output)"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_pass_has_one_and_they_compile_without_a_word(string attribute, string[] overloads)
    {
        var run = GeneratorRun.Of(WithTensors.Compile($"using NormGen;\n\n[{attribute}] internal sealed partial class Stem;\n"));

        Assert.Empty(run.DiagnosticsBesideKernels());
        Assert.Equal(overloads, Overloads(run));
    }

    [Fact]
    public void A_project_without_tensors_has_none() =>
        Assert.DoesNotContain("TensorSpan", GeneratorRun.Of("using NormGen;\n\n[BatchNorm(3)] public partial class Stem;\n").FileOf("Stem.g.cs"));

    [Fact]
    public void Tensors_in_preview_are_left_alone()
    {
        const string Preview = """
            namespace System.Numerics.Tensors;
            [System.Diagnostics.CodeAnalysis.Experimental("SYSLIB5001")] public readonly ref struct TensorSpan<T>;
            [System.Diagnostics.CodeAnalysis.Experimental("SYSLIB5001")] public readonly ref struct ReadOnlyTensorSpan<T>;
            """;

        Assert.Empty(Overloads(GeneratorRun.Of("using NormGen;\n\n[BatchNorm(3)] public partial class Stem;\n", Preview)));
    }

    [Theory]
    [InlineData("Infer(in ReadOnlyTensorSpan<float> a, in TensorSpan<float> b)", true)]
    [InlineData("Backward(in ReadOnlyTensorSpan<float> a, in ReadOnlyTensorSpan<float> b, in TensorSpan<float> c)", true)]
    [InlineData("Infer(ReadOnlyTensorSpan<float> a, TensorSpan<float> b)", false)]
    [InlineData("Infer(in ReadOnlyTensorSpan<double> a, in TensorSpan<double> b)", false)]
    public async Task A_method_of_the_users_with_the_same_parameters_is_a_clash(string method, bool isClash)
    {
        var compilation = WithTensors.Compile(
            $"using System.Numerics.Tensors;\nusing NormGen;\n\n[BatchNorm(3)] internal sealed partial class Stem {{ public void {method} {{ }} }}\n");

        Assert.Equal(isClash ? ["NORM018"] : [], (await Analysis.Of(compilation)).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void A_new_reference_writes_layers_again_and_kernels_not()
    {
        var without = TestProject.Default.Compile("using NormGen;\n\n[BatchNorm(3)] public partial class Stem;\n");

        var run = GeneratorRun.Of(without).Again(without.WithReferences(References.WithTensors));

        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(run.Steps(TrackingNames.HasTensors)).Reason);
        Assert.All(run.Steps(TrackingNames.Kernels), step => Assert.NotEqual(IncrementalStepRunReason.Modified, step.Reason));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], run.OutputReasons());
        Assert.NotEmpty(Overloads(run));
    }

    [Fact]
    public void Arrays_are_taken_as_spans_and_tensors_as_tensors()
    {
        const string Source =
            """
            using System;
            using System.Numerics.Tensors;
            using NormGen;

            [BatchNorm(3)] internal sealed partial class Stem;

            internal static class Use
            {
                public static void Run(Stem stem, float[] array, Span<float> span, Tensor<float> tensor, TensorSpan<float> tensorSpan)
                {
                    stem.Infer(array, array, 1);
                    stem.Infer(span, span, 1);
                    stem.Infer(tensor, tensor);
                    stem.Infer(tensorSpan, tensor);
                    stem.Freeze().Infer(tensorSpan.AsReadOnlyTensorSpan(), tensorSpan);
                }
            }

            [LayerNorm(3)] internal sealed partial class Row;

            internal static class UseRows
            {
                public static void Run(Row row, float[] array, Span<float> span, ReadOnlySpan<float> read)
                {
                    row.Infer(array, array);
                    row.Infer(read, span);
                    row.Forward(array, span);
                    row.Freeze().Infer(array, array);
                }
            }
            """;

        foreach (var language in new[] { Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13, Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview })
        {
            Assert.Empty(GeneratorRun.Once((WithTensors with { Language = language }).Compile(Source)).DiagnosticsBesideKernels());
        }
    }

    // Methods that are marked as coming after others, with their parameters.
    private static IEnumerable<string> Overloads(GeneratorRun run) =>
        from tree in run.Output.SyntaxTrees
        where tree.FilePath.EndsWith("Stem.g.cs", System.StringComparison.Ordinal)
        from method in tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>()
        where method.ParameterList.ToString().Contains("TensorSpan<", System.StringComparison.Ordinal)
        select $"{method.Identifier}({string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Identifier))})";
}
