using System;
using NormGen.Generator.Ir;
using Xunit;
using static NormGen.Compiler.Tests.Ir.IrText;

namespace NormGen.Compiler.Tests.Ir;

/// <summary>What the builder decides before it writes a statement.</summary>
public sealed class IrBuilderTests
{
    [Fact]
    public void A_loop_of_no_turn_is_not_written() => Builds(b => b.Loop("i", 5, 5, 1, i => b.Store(Output, i, b.Vector("a", i))), "");

    [Fact]
    public void A_loop_of_one_turn_is_its_body() => Builds(
        b => b.Loop("i", 32, 48, 16, i => b.Store(Output, i, b.Vector("a", i))),
        """
        a = input[32]
        output[32] = a
        """);

    [Fact]
    public void A_loop_of_two_turns_is_a_loop() => Builds(
        b => b.Loop("i", 32, 49, 16, i => b.Store(Output, i, b.Vector("a", i))),
        """
        for i in 32..49 by 16
          a = input[i]
          output[i] = a
        """);

    [Fact]
    public void The_bound_of_a_loop_is_computed_once() => Builds(
        b => b.Loop("i", 0, Outer * 3, 1, i => b.Store(Output, i, b.Load(Input, i, IrType.Float, name: "a"))),
        """
        end = outer * 3
        for i in 0..end by 1
          a = input[i]
          output[i] = a
        """);

    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "a = input[0]\noutput[0] = a")]
    public void A_test_of_a_known_number_is_decided(int number, string expected) =>
        Builds(b => b.WhenNonZero(number, () => b.Store(Output, 0, b.Vector("a", 0))), expected);

    [Fact]
    public void Names_are_never_given_twice()
    {
        var b = new IrBuilder(["taken"]);

        Assert.Equal(["taken1", "taken2", "free", "free1"], [b.Unique("taken"), b.Unique("taken7"), b.Unique("free"), b.Unique("free")]);
    }

    [Fact]
    public void A_name_that_ends_in_a_number_is_not_given_twice_either()
    {
        var b = new IrBuilder(["x1", "x"]);

        Assert.Equal(["x2", "x3"], [b.Unique("x"), b.Unique("x1")]);
    }

    [Fact]
    public void Types_follow_from_the_arguments()
    {
        var b = new IrBuilder([]);
        var (one, many) = (b.Load(Input, 0, IrType.Float), b.Vector("a", 0));

        Assert.Equal(IrType.Double, b.Widen(one).Type);
        Assert.Equal(IrType.Doubles, b.Widen(many).Type);
        Assert.Equal(IrType.Float, b.Narrow(b.Widen(one)).Type);
        Assert.Equal(IrType.Floats, b.Narrow(b.Widen(many)).Type);
        Assert.Equal(IrType.Floats, b.Let(Op.Broadcast, one).Type);
        Assert.Equal(IrType.Double, b.Fold(b.Widen(many)).Type);
        Assert.Equal(IrType.Flag, b.LessOrEqual(one, one).Type);
        Assert.Equal(IrType.Flag, b.And(b.LessOrEqual(one, one), b.LessOrEqual(one, one)).Type);
        Assert.Equal(IrType.Flag, b.Let(Op.All, b.LessOrEqual(many, many)).Type);
        Assert.Equal(IrType.Floats, b.Select(b.LessOrEqual(many, many), many, many).Type);
        Assert.Equal(IrType.Float, b.Fma(one, one, one).Type);
    }

    private static void Builds(Action<IrBuilder> build, string expected) => Assert.Equal(expected, Of(Build(build).Body));
}
