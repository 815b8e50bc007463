using System.Linq;
using NormGen.Generator.Frontend;
using NormGen.Generator.Layouts;
using NormGen.Generator.Spec;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>
/// NORM009 and NORM025, with layouts made up for them: none of the named ones has space on both sides of the channels, or the batch
/// anywhere but first.
/// </summary>
public sealed class OtherLayoutTests
{
    private static readonly LayoutDefinition Nhcw = new(Axis.Batch, Axis.Height, Axis.Channel, Axis.Width);

    private static readonly LayoutDefinition Chwn = new(Axis.Channel, Axis.Height, Axis.Width, Axis.Batch);

    [Fact]
    public void Sizes_left_to_the_call_are_an_error_at_the_layout()
    {
        var (sizes, problems) = Read("[NormGen.BatchNorm(8)] class Stem;");

        Assert.Empty(sizes);
        var problem = Assert.Single(problems);
        Assert.Equal(Rules.SizesNeeded.Id, problem.Id);
        Assert.Equal(Site.Argument("Layout"), problem.Site);
        Assert.Equal(["Stem", "NHCW", "Height, Width"], problem.Arguments);
    }

    [Fact]
    public void Declared_sizes_are_taken_in_the_layouts_order()
    {
        var (sizes, problems) = Read("[NormGen.BatchNorm(8, Width = 3, Height = 2)] class Stem;");

        Assert.Empty(problems);
        Assert.Equal([2, 3], sizes);
    }

    [Fact]
    public void Interleaved_samples_are_an_error_at_the_layout()
    {
        var problems = new ProblemList("Stem");

        ShapeRules.CheckSamples("CHWN", Chwn, problems);
        ShapeRules.CheckSamples("NHCW", Nhcw, problems);

        var problem = Assert.Single(problems.ToEquatableArray());
        Assert.Equal(Rules.SamplesInterleaved.Id, problem.Id);
        Assert.Equal(Site.Argument("Layout"), problem.Site);
        Assert.Equal(["Stem", "CHWN"], problem.Arguments);
    }

    private static (EquatableArray<int> Sizes, EquatableArray<DeclarationProblem> Problems) Read(string source)
    {
        var attribute = TestProject.Default.Compile(source).GetTypeByMetadataName("Stem")!.GetAttributes().Single();
        var problems = new ProblemList("Stem");
        var sizes = ShapeRules.ReadSizes(new AttributeArguments(attribute), "NHCW", Nhcw, 8, problems);
        return (sizes, problems.ToEquatableArray());
    }
}
