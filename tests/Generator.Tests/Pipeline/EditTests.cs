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
        }
        """;

    private const string Other = "namespace Models { internal static class Program { public static int Answer() => 42; } }";

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
        { "internal partial class Body;", "internal partial class Body; internal partial class Body { private int more; }" },
    };

    public static TheoryData<string, string> ChangesOfStem => new()
    {
        { "[BatchNorm(64", "[BatchNorm(65" },
        { "Layout.NHWC, Height = 56", "Layout.NCHW, Height = 56" },
        { "Height = 56", "Height = 57" },
        { "Width = 56", "Width = 57" },
        { ", Height = 56, Width = 56", "" },
        { "Width = 56", "Width = 56, Epsilon = 1e-3" },
        { "Width = 56", "Width = 56, Momentum = 0.2" },
        { "Width = 56", "Width = 56, Momentum = double.NaN" },
        { "Width = 56", "Width = 56, Affine = false" },
        { "Width = 56", "Width = 56, Activation = Activation.Relu" },
        { "partial class Stem", "class Stem" },
    };

    [Theory]
    [MemberData(nameof(NeutralEdits))]
    public void Edit_that_changes_no_layer_does_nothing_again(string before, string after)
    {
        var edited = Layers.Replace(before, after);
        Assert.NotEqual(Layers, edited);

        AfterEdit(edited, Other).RequireNothingDone();
    }

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
    [MemberData(nameof(ChangesOfStem))]
    public void Changed_argument_writes_that_layer_again_and_no_other(string before, string after)
    {
        var edited = Layers.Replace(before, after);
        Assert.NotEqual(Layers, edited);

        var run = AfterEdit(edited, Other);

        Assert.Equal(IncrementalStepRunReason.Modified, DeclarationReason(run, "Models.Stem.g.cs"));
        Assert.Equal(IncrementalStepRunReason.Cached, DeclarationReason(run, "Models.Body.g.cs"));
        Assert.Equal(IncrementalStepRunReason.Cached, DeclarationReason(run, "Models.Head.g.cs"));
        var kernels = Before.Value.Steps(TrackingNames.Kernels).Select(step => step.Value).ToHashSet();
        Assert.All(
            run.Steps(TrackingNames.Kernels).Where(step => step.Reason is not IncrementalStepRunReason.Removed && kernels.Contains(step.Value)),
            step => Assert.Equal(IncrementalStepRunReason.Cached, step.Reason));
    }

    [Fact]
    public void New_layer_before_the_others_writes_its_own_files_only()
    {
        var run = AfterEdit(Layers.Replace("namespace Models\n{", "namespace Models\n{\n[BatchNorm(3)] internal partial class First;"), Other);

        Assert.Equal(8, run.Files.Count);
        Assert.Equal(2, run.OutputReasons().Count(reason => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void Removed_layer_takes_its_files_along()
    {
        var run = AfterEdit(Layers.Replace("[BatchNorm(16, Layout = Layout.NC)]", ""), Other);

        Assert.Equal(4, run.Files.Count);
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
            """);

        Assert.Equal(4, run.Files.Count);
        Assert.Single(run.Steps(TrackingNames.Kernels));
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
