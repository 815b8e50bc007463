using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Emit;
using Xunit;

namespace NormGen.Compiler.Tests.Emit;

/// <summary>Numbers in generated code have the bits that the generator had, whatever machine it ran on.</summary>
public sealed class LiteralsTests
{
    private const int RandomCount = 500;

    public static TheoryData<string> OtherCultures => ["tr-TR", "de-DE", "ar-SA"];

    [Fact]
    public void Doubles_keep_their_bits()
    {
        double[] values = [.. Doubles()];
        var compiled = Compiled<double>(values.Select(Literals.Double));
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), compiled.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Floats_keep_their_bits()
    {
        float[] values = [.. Singles()];
        var compiled = Compiled<float>(values.Select(Literals.Single));
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), compiled.Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [MemberData(nameof(OtherCultures))]
    public void Are_the_same_under_another_culture(string culture)
    {
        static string[] Texts() =>
        [
            .. Doubles().Select(Literals.Double),
            .. Singles().Select(Literals.Single),
            Literals.Integer(-1234567),
            Literals.Grouped(1234567),
        ];

        Assert.Equal(Texts(), Cultures.Under(culture, Texts));
    }

    [Theory]
    [InlineData(0, "0d", "0f")]
    [InlineData(-3, "-3d", "-3f")]
    [InlineData(1048576, "1048576d", "1048576f")]
    public void Small_integers_read_as_such(int value, string asDouble, string asSingle)
    {
        Assert.Equal(asDouble, Literals.Double(value));
        Assert.Equal(asSingle, Literals.Single(value));
    }

    [Fact]
    public void Others_are_bits_with_a_number_to_read()
    {
        Assert.Equal("global::System.BitConverter.UInt64BitsToDouble(0x3EE4F8B588E368F1UL /* 1E-05 */)", Literals.Double(1e-5));
        Assert.Equal("global::System.BitConverter.UInt32BitsToSingle(0x3DCCCCCDU /* 0.1 */)", Literals.Single(0.1f));
        Assert.Equal("global::System.BitConverter.UInt64BitsToDouble(0x8000000000000000UL /* -0 */)", Literals.Double(-0.0));
    }

    [Fact]
    public void Integers_for_people_are_grouped() => Assert.Equal("1,234,567", Literals.Grouped(1234567));

    private static IEnumerable<double> Doubles()
    {
        double[] special =
        [
            0, -0.0, 1, 1048576, 1048577, 0.1, 1e-5, double.Epsilon, double.MaxValue, double.MinValue,
            double.PositiveInfinity, double.NegativeInfinity,
        ];
        var random = new Random(1);
        var any = Enumerable.Range(0, RandomCount).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()));
        return [.. special, .. any.Where(x => !double.IsNaN(x)), .. Singles().Select(x => (double)x)];
    }

    private static IEnumerable<float> Singles()
    {
        float[] special = [0, -0.0f, 1, -1048576, 1048577, 0.1f, float.Epsilon, float.MaxValue, float.PositiveInfinity];
        var random = new Random(2);
        var any = Enumerable.Range(0, RandomCount).Select(_ => BitConverter.Int32BitsToSingle(random.Next()));
        return [.. special, .. any.Where(x => !float.IsNaN(x))];
    }

    private static T[] Compiled<T>(IEnumerable<string> literals)
    {
        var type = typeof(T) == typeof(double) ? "double" : "float";
        var text = $"public static class Numbers {{ public static {type}[] All() => new {type}[] {{ {string.Join(",\n", literals)} }}; }}";
        return InMemory.Load(InMemory.Compile(text)).Method<Func<T[]>>("Numbers", "All")();
    }
}
