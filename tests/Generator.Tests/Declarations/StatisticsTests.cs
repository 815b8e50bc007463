using System.Threading.Tasks;
using NormGen.Generator.Tests.Support;
using Xunit;

namespace NormGen.Generator.Tests.Declarations;

/// <summary>Epsilon, momentum and the dialect that gives them a meaning.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    public async Task Epsilon(string value, string? text = null) => await Expect.Error(
        "NORM002",
        $"[BatchNorm(64, [|Epsilon = {value}|], Affine = true)] public partial class Stem;",
        $"'Stem' has Epsilon = {text ?? value}; expected a finite number above 0");

    [Theory]
    [InlineData("GroupNorm(2, 8", 1e-5)]
    [InlineData("InstanceNorm(8", 1e-5)]
    [InlineData("LayerNorm(8", 1e-5)]
    [InlineData("RmsNorm(8", 1.0 / (1 << 23))]
    public async Task Epsilon_of_the_other_kinds(string opening, double unset)
    {
        Assert.Equal(unset, Layer.Of($"[{opening})]").Epsilon);
        Assert.Equal(0.25, Layer.Of($"[{opening}, Epsilon = 0.25)]").Epsilon);
        await Expect.Error(
            "NORM002",
            $"[{opening}, [|Epsilon = 0|])] public partial class Stem;",
            "'Stem' has Epsilon = 0; expected a finite number above 0");
        await Expect.Error(
            "NORM002",
            $"[{opening}, Affine = false, [|Epsilon = double.NaN|])] public partial class Stem;",
            "'Stem' has Epsilon = NaN; expected a finite number above 0");
    }

    [Theory]
    [InlineData("PyTorch", "-0.1")]
    [InlineData("PyTorch", "1.5")]
    [InlineData("Onnx", "-0.1")]
    [InlineData("Onnx", "1.5")]
    [InlineData("Keras", "-5")]
    [InlineData("Keras", "double.PositiveInfinity", "Infinity")]
    public async Task Momentum(string dialect, string value, string? text = null) => await Expect.Error(
        "NORM003",
        $"[BatchNorm(64, [|Momentum = {value}|], Dialect = Dialect.{dialect})] public partial class Stem;",
        $"'Stem' has Momentum = {text ?? value}; expected a number from 0 to 1, or double.NaN for the cumulative average");

    [Theory]
    [InlineData("", 1e-5, 0.1)]
    [InlineData(", Dialect = Dialect.PyTorch", 1e-5, 0.1)]
    [InlineData(", Dialect = Dialect.Onnx", 1e-5, 0.9)]
    [InlineData(", Dialect = Dialect.Keras", 1e-3, 0.99)]
    public void Dialect_gives_the_defaults(string dialect, double epsilon, double momentum)
    {
        var unset = Layer.Of($"[BatchNorm(64{dialect})]");
        var set = Layer.Of($"[BatchNorm(64{dialect}, Epsilon = 0.25, Momentum = 0.5)]");

        Assert.Equal((epsilon, momentum), (unset.Epsilon, unset.Momentum));
        Assert.Equal((0.25, 0.5), (set.Epsilon, set.Momentum));
        Assert.Equal(unset.Dialect, set.Dialect);
    }

    [Theory]
    [InlineData("0.9", "0.1")]
    [InlineData("0.99", "0.01")]
    [InlineData("0.99999", "0.00001")]
    [InlineData("1", "0")]
    public async Task Weight_of_the_old_value_is_a_warning_with_PyTorch(string momentum, string other)
    {
        var message = $"'Stem' has Momentum = {momentum}, with Dialect.PyTorch the weight of the newest batch; "
            + $"if you mean that of the old value, write {other}";

        await Expect.Warning("NORM020", $"[BatchNorm(64, [|Momentum = {momentum}|])] public partial class Stem;", message);
        await Expect.Warning(
            "NORM020", $"[BatchNorm(64, [|Momentum = {momentum}|], Dialect = Dialect.PyTorch)] public partial class Stem;", message);
    }

    [Theory]
    [InlineData("Onnx", "0.1", "0.9")]
    [InlineData("Onnx", "0.01", "0.99")]
    [InlineData("Onnx", "0", "1")]
    [InlineData("Keras", "0.1", "0.9")]
    [InlineData("Keras", "0.0625", "0.9375")]
    [InlineData("Keras", "1E-300", "1")]
    public async Task Weight_of_the_newest_batch_is_a_warning_with_the_others(string dialect, string momentum, string other) => await Expect.Warning(
        "NORM020",
        $"[BatchNorm(64, Dialect = Dialect.{dialect}, [|Momentum = {momentum}|])] public partial class Stem;",
        $"'Stem' has Momentum = {momentum}, with Dialect.{dialect} the weight of the old value; "
            + $"if you mean that of the newest batch, write {other}");

    [Theory]
    [InlineData("Momentum = 0")]
    [InlineData("Momentum = 0.1")]
    [InlineData("Momentum = 0.89")]
    [InlineData("Momentum = double.NaN")]
    [InlineData("Dialect = Dialect.Onnx")]
    [InlineData("Dialect = Dialect.Onnx, Momentum = 0.11")]
    [InlineData("Dialect = Dialect.Onnx, Momentum = 0.9")]
    [InlineData("Dialect = Dialect.Onnx, Momentum = 1")]
    [InlineData("Dialect = Dialect.Onnx, Momentum = double.NaN")]
    [InlineData("Dialect = Dialect.Keras")]
    [InlineData("Dialect = Dialect.Keras, Momentum = 0.11")]
    [InlineData("Dialect = Dialect.Keras, Momentum = 0.99")]
    [InlineData("Dialect = Dialect.Keras, Momentum = double.NaN")]
    [InlineData("Epsilon = double.Epsilon")]
    public async Task Sound_statistics_are_accepted(string arguments) =>
        await Expect.Accepted($"[BatchNorm(64, {arguments})] public partial class Stem;");

    /// <summary>Which convention it should be, nobody knows; whether it is from 0 to 1 does not depend on that.</summary>
    [Fact]
    public async Task Undefined_dialect_gives_momentum_no_meaning()
    {
        await Expect.Error(
            "NORM008",
            "[BatchNorm(64, Momentum = 0.99, [|Dialect = (Dialect)3|])] public partial class Stem;",
            "'Stem' has Dialect = 3; expected a named value of Dialect");

        var run = GeneratorRun.Of("using NormGen; [BatchNorm(64, Epsilon = 0, Momentum = 2, Dialect = (Dialect)3)] public partial class Stem;");
        Assert.Equal(3, (await Analysis.Of(run.Output)).Length);
    }
}
