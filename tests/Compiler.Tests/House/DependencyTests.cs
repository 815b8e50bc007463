using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Isas;
using Xunit;

namespace NormGen.Compiler.Tests.House;

/// <summary>Each axis of variety is known at one place only, so that a new value of it touches nothing else.</summary>
public sealed class DependencyTests
{
    private static IEnumerable<SourceFile> Sources => Repository.GeneratorSources;

    [Fact]
    public void Sources_are_found() => Assert.Contains(Sources, file => file.Path == "NormGenerator.cs");

    [Theory]
    [InlineData("class C { string text = \"Vector512.Add\"; }", true)]
    [InlineData("class C { string Text(int x) => $\"Vector512.Add({x})\"; }", true)]
    [InlineData("class C { Vector512<float> x; }", true)]
    [InlineData("/// <summary>Vector512.</summary> class C; // Vector512", false)]
    public void A_name_counts_in_code_and_in_texts_but_not_in_comments(string text, bool counts) =>
        Assert.Equal(counts, new[] { new SourceFile("Emit/C.cs", text) }.FilesUsing("Vector512").Any());

    [Fact]
    public void Roslyn_is_seen_by_the_frontend_only() => Assert.Empty(
        Sources.Where(file => file.Folder != "Frontend" && file.Path != "NormGenerator.cs").FilesUsing("Microsoft"));

    [Fact]
    public void Frontend_is_seen_by_the_pipeline_only() => Assert.Empty(
        Sources.Where(file => file.Folder != "Frontend" && file.Path != "NormGenerator.cs").FilesUsing("Frontend"));

    /// <summary>Not its name, not its registers, not its namespace.</summary>
    [Fact]
    public void An_instruction_set_is_named_in_its_own_file_and_in_the_list() => Assert.Empty(InstructionSets.All.SelectMany(isa =>
        Sources
            .Where(file => file.Path != "Isas/InstructionSets.cs" && file.Path != $"Isas/{isa.GetType().Name}.cs")
            .FilesUsing(isa.Name, isa.VectorType)));

    [Fact]
    public void Processors_are_named_by_instruction_sets_only() => Assert.Empty(
        Sources.Where(file => file.Folder != "Isas").FilesUsing(
            "X86", "Arm", "Avx", "Sse", "AdvSimd", "Neon", "Vector128", "Vector256", "Vector512"));

    [Fact]
    public void Normalizations_and_epilogues_know_no_layout_element_type_or_instruction_set() => Assert.Empty(
        Sources.Where(file => file.Folder is "Normalizations" or "Epilogues").FilesUsing(
            "Layout", "Nchw", "NCHW", "Nhwc", "NHWC", "ChannelsLast", "Planes", "Inner", "Isa", "InstructionSet", "FloatLanes",
            "ElementType", "Float32", "KernelSpec", "KernelPlan", "NumericPlan", "Scheduler"));

    [Fact]
    public void Layouts_and_element_types_know_no_normalization_epilogue_or_instruction_set() => Assert.Empty(
        Sources.Where(file => file.Folder is "Layouts" or "Elements").FilesUsing(
            "Normalization", "Epilogue", "BatchNorm", "Relu", "Isa", "InstructionSet", "FloatLanes"));

    [Fact]
    public void Instruction_sets_know_no_normalization_epilogue_or_layout() => Assert.Empty(
        Sources.Where(file => file.Folder == "Isas").FilesUsing("Normalization", "Epilogue", "BatchNorm", "Relu", "Layout", "Element"));
}
