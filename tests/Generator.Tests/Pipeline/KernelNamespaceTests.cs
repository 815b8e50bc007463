using NormGen.Generator.Frontend;
using Xunit;

namespace NormGen.Generator.Tests.Pipeline;

public sealed class KernelNamespaceTests
{
    [Theory]
    [InlineData("Models", "NormGen.Generated.Models")]
    [InlineData("My.Models", "NormGen.Generated.My_Models")]
    [InlineData("My_Models", "NormGen.Generated.My__Models")]
    [InlineData("my-models", "NormGen.Generated.my_x002D_models")]
    [InlineData("3d", "NormGen.Generated._3d")]
    [InlineData("class", "NormGen.Generated.@class")]
    [InlineData("Modèles", "NormGen.Generated.Modèles")]
    [InlineData("", "NormGen.Generated.Unnamed")]
    [InlineData(null, "NormGen.Generated.Unnamed")]
    public void Assembly_name_becomes_an_identifier(string? assembly, string expected) => Assert.Equal(expected, KernelNamespace.Of(assembly));
}
