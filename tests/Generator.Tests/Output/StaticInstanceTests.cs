using System.IO;
using System.Reflection;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Output;

/// <summary>
/// Fields of the user's half may be initialized before those of the generated half: a layer must not need the latter to be created.
/// </summary>
public sealed class StaticInstanceTests
{
    [Fact]
    public void Layer_can_be_a_static_field_of_its_own_class()
    {
        const string Source = """
            using NormGen;
            /// <summary>A layer.</summary>
            [BatchNorm(8, Layout = Layout.NC, Passes = Passes.Inference)]
            public partial class Stem
            {
                /// <summary>The one there is.</summary>
                public static readonly Stem Instance = new();
            }
            """;
        using var image = new MemoryStream();
        var project = TestProject.Default with { AssemblyName = nameof(StaticInstanceTests) };
        var run = GeneratorRun.Once(project.Compile(Source));
        Assert.Empty(run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics);

        var stem = Assembly.Load(image.ToArray()).GetType("Stem")!;

        Assert.IsType(stem, stem.GetField("Instance")!.GetValue(null));
    }
}
