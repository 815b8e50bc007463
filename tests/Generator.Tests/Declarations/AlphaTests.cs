using System.Threading.Tasks;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>The parameter of an activation: where it belongs, what it may be, and what it makes of a kernel.</summary>
public sealed class AlphaTests
{
    [Theory]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    [InlineData("-1e39", "-1E+39")]
    public async Task Not_finite(string value, string text)
    {
        foreach (var kind in Kinds.All)
        {
            await Expect.Error(
                "NORM026",
                $"[{Kinds.Opening(kind)}, Activation = Activation.Elu, [|Alpha = {value}|])] public partial class Stem;",
                $"'Stem' has Alpha = {text}; expected a number that is finite as a float");
        }
    }

    [Theory]
    [InlineData("", "None")]
    [InlineData("Activation = Activation.Relu, ", "Relu")]
    [InlineData("Activation = Activation.Silu, ", "Silu")]
    public async Task Without_use(string activation, string name)
    {
        foreach (var kind in Kinds.All)
        {
            await Expect.Error(
                "NORM027",
                $"[{Kinds.Opening(kind)}, {activation}[|Alpha = 0.5|])] public partial class Stem;",
                $"'Stem' sets Alpha, which Activation.{name} does not have; expected it with Activation.LeakyRelu or Activation.Elu only");
        }
    }

    /// <summary>Of an activation that does not exist nothing can be said.</summary>
    [Fact]
    public async Task Beside_an_undefined_activation() => await Expect.Error(
        "NORM008",
        "[BatchNorm(64, [|Activation = (Activation)99|], Alpha = 0.5)] public partial class Stem;",
        "'Stem' has Activation = 99; expected a named value of Activation");

    [Theory]
    [InlineData("Activation = Activation.LeakyRelu", "BatchNorm8PlanesLeakyRelu")]
    [InlineData("Activation = Activation.LeakyRelu, Alpha = 0.01", "BatchNorm8PlanesLeakyRelu")]
    [InlineData("Activation = Activation.LeakyRelu, Alpha = 0.2", "BatchNorm8PlanesLeakyReluAlpha3E4CCCCD")]
    [InlineData("Activation = Activation.LeakyRelu, Alpha = 0.0", "BatchNorm8PlanesLeakyReluAlpha00000000")]
    [InlineData("Activation = Activation.LeakyRelu, Alpha = -0.0", "BatchNorm8PlanesLeakyReluAlpha00000000")]
    [InlineData("Activation = Activation.Elu, Alpha = 1", "BatchNorm8PlanesElu")]
    [InlineData("Activation = Activation.Elu, Alpha = -1", "BatchNorm8PlanesEluAlphaBF800000")]
    public void Names_of_kernels(string arguments, string name) =>
        Assert.Equal(name, Layer.Of($"[BatchNorm(8, {arguments})]").Kernel.ClassName);

    /// <summary>What is the same as a float is one kernel.</summary>
    [Fact]
    public void Layers_of_one_alpha_share_their_kernel()
    {
        var run = GeneratorRun.Of("""
            using NormGen;
            [BatchNorm(16, Layout = Layout.NC, Activation = Activation.LeakyRelu, Alpha = 0.1)] internal partial class One;
            [BatchNorm(16, Layout = Layout.NC, Activation = Activation.LeakyRelu, Alpha = 0.1f)] internal partial class Two;
            [BatchNorm(16, Layout = Layout.NC, Activation = Activation.LeakyRelu, Alpha = -0.0)] internal partial class Three;
            [BatchNorm(16, Layout = Layout.NC, Activation = Activation.LeakyRelu, Alpha = 0)] internal partial class Four;
            """);

        Assert.Equal(4 + 2, run.Files.Count);
        Silence.Require(run.DiagnosticsBesideKernels());
        Assert.Contains("Alpha = ", run.FileOf("One.g.cs"));
        Assert.DoesNotContain("Alpha = ", GeneratorRun.Of("using NormGen; [LayerNorm(8, Activation = Activation.Elu)] public partial class Five;").FileOf("Five.g.cs"));
    }
}
