using System.Linq;
using NormGen.Generator.Frontend;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Generator.Tests.Support;

/// <summary>What the parser makes of an attribute, without the rest of the generator.</summary>
internal static class Layer
{
    public static LayerSpec Of(string attribute)
    {
        var compilation = TestProject.Default.Compile($"using NormGen;\n{attribute} public partial class Stem;");
        var parsed = LayerParser.Parse(compilation.GetTypeByMetadataName("Stem")!, TestContext.Current.CancellationToken)!;

        Assert.Empty(parsed.Problems.Select(problem => problem.Id));
        return parsed.Layer!;
    }
}
