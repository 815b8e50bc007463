using System;
using NormGen.Generator.Ir;
using Xunit;
using static NormGen.Compiler.Tests.Ir.IrText;

namespace NormGen.Compiler.Tests.Ir;

/// <summary>What nothing uses is not written; what has an effect stays.</summary>
public sealed class DeadCodeTests
{
    [Fact]
    public void Chains_that_end_nowhere_go_as_a_whole() => Leaves(
        b =>
        {
            var a = b.Vector("a", 0);
            _ = b.Narrow(b.Widen(a + a));
            b.Store(Output, 0, a);
        },
        """
        a = input[0]
        output[0] = a
        """);

    [Fact]
    public void Variables_that_nothing_reads_go_with_their_assignments() => Leaves(
        b =>
        {
            var unread = b.Variable("unread", b.Load(Input, 0, IrType.Float));
            b.Loop("i", 0, Outer, 1, i => b.Assign(unread, b.Load(Input, i, IrType.Float)));
        },
        """
        for i in 0..outer by 1
        """);

    [Fact]
    public void What_a_block_uses_stays_before_it() => Leaves(
        b =>
        {
            var (used, flag) = (b.Load(Input, 0, IrType.Float, name: "used"), b.Load(Input, 1, IrType.Float, name: "flag"));
            _ = b.Load(Input, 2, IrType.Float, name: "unused");
            b.Unless(b.LessOrEqual(flag, flag), () => b.Store(Output, 0, used));
        },
        """
        used = input[0]
        flag = input[1]
        test = LessOrEqual flag flag
        unless test
          output[0] = used
        """);

    [Fact]
    public void Values_within_blocks_go_too() => Leaves(
        b => b.WhenNonZero(Outer, () =>
        {
            _ = b.Vector("unused", 0);
            b.Store(Output, 0, b.Vector("used", 0));
        }),
        """
        when outer
          used = input[0]
          output[0] = used
        """);

    [Fact]
    public void Fillings_of_loads_are_used() => Leaves(
        b => b.Store(Output, 0, b.Vector("a", 0, Outer, b.Constant(1, IrType.Floats))),
        """
        constant = 1
        a = input[0] of outer else constant
        output[0] = a
        """);

    private static void Leaves(Action<IrBuilder> build, string expected) =>
        Assert.Equal(expected, Of(DeadCode.Remove(Build(build).Body)));
}
