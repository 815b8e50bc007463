using System;
using NormGen.Compiler.Tests.Ir;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using Xunit;
using static NormGen.Compiler.Tests.Ir.IrText;

namespace NormGen.Compiler.Tests.Emit;

/// <summary>Values used once are written where they are used, unless they could be other ones there.</summary>
public sealed class FunctionWriterTests
{
    [Fact]
    public void A_value_used_once_is_written_where_it_is_used() => Writes(
        b => b.Store(Output, 0, b.Vector("a", 0) * (b.Vector("b", 16) - b.Constant(1, IrType.Floats))),
        """
        (Vector512.LoadUnsafe(ref input) * (Vector512.LoadUnsafe(ref input, 16) - Vector512.Create(1f))).StoreUnsafe(ref output);
        """);

    [Fact]
    public void What_would_make_a_line_too_long_has_a_name() => Writes(
        b => b.Store(Output, 0, b.Vector("a", 0) * (b.Vector("b", 16) - b.Vector("c", 32))),
        """
        var product = Vector512.LoadUnsafe(ref input) * (Vector512.LoadUnsafe(ref input, 16) - Vector512.LoadUnsafe(ref input, 32));
        product.StoreUnsafe(ref output);
        """);

    [Fact]
    public void A_value_used_twice_has_a_name() => Writes(
        b =>
        {
            var a = b.Vector("a", 0);
            b.Store(Output, 0, a - a);
        },
        """
        var a = Vector512.LoadUnsafe(ref input);
        (a - a).StoreUnsafe(ref output);
        """);

    [Fact]
    public void A_load_is_not_moved_across_a_store() => Writes(
        b =>
        {
            var (a, other) = (b.Vector("a", 0), b.Vector("other", 16));
            b.Store(Output, 0, other);
            b.Store(Output, 16, a);
        },
        """
        var a = Vector512.LoadUnsafe(ref input);
        Vector512.LoadUnsafe(ref input, 16).StoreUnsafe(ref output);
        a.StoreUnsafe(ref output, 16);
        """);

    [Fact]
    public void A_load_within_a_value_is_not_moved_across_a_store_either() => Writes(
        b =>
        {
            var (sum, other) = (b.Vector("a", 0) + b.Vector("b", 16), b.Vector("other", 32));
            b.Store(Output, 0, other);
            b.Store(Output, 16, sum);
        },
        """
        var sum = Vector512.LoadUnsafe(ref input) + Vector512.LoadUnsafe(ref input, 16);
        Vector512.LoadUnsafe(ref input, 32).StoreUnsafe(ref output);
        sum.StoreUnsafe(ref output, 16);
        """);

    [Fact]
    public void What_reads_no_memory_may_be_moved_across_a_store() => Writes(
        b =>
        {
            var a = b.Vector("a", 0);
            var product = a * a;
            b.Store(Output, 0, a);
            b.Store(Output, 16, product);
        },
        """
        var a = Vector512.LoadUnsafe(ref input);
        a.StoreUnsafe(ref output);
        (a * a).StoreUnsafe(ref output, 16);
        """);

    [Fact]
    public void A_read_of_a_variable_is_not_moved_across_its_assignment() => Writes(
        b =>
        {
            var (total, a) = (b.Accumulator("total", IrType.Floats), b.Vector("a", 0));
            var before = total + a;
            b.Assign(total, a);
            b.Store(Output, 0, before);
            b.Store(Output, 16, total);
        },
        """
        var total = Vector512.Create(0f);
        var a = Vector512.LoadUnsafe(ref input);
        var sum = total + a;
        total = a;
        sum.StoreUnsafe(ref output);
        total.StoreUnsafe(ref output, 16);
        """);

    [Fact]
    public void A_read_within_a_value_is_not_moved_across_an_assignment_either() => Writes(
        b =>
        {
            var (total, a) = (b.Accumulator("total", IrType.Floats), b.Vector("a", 0));
            var before = (total + a) * a;
            b.Assign(total, a);
            b.Store(Output, 0, before);
            b.Store(Output, 16, total);
        },
        """
        var total = Vector512.Create(0f);
        var a = Vector512.LoadUnsafe(ref input);
        var product = (total + a) * a;
        total = a;
        product.StoreUnsafe(ref output);
        total.StoreUnsafe(ref output, 16);
        """);

    [Fact]
    public void The_assignment_that_uses_a_value_takes_it_in() => Writes(
        b =>
        {
            var total = b.Accumulator("total", IrType.Floats);
            b.Assign(total, total + b.Vector("a", 0));
            b.Store(Output, 0, total);
        },
        """
        var total = Vector512.Create(0f);
        total = total + Vector512.LoadUnsafe(ref input);
        total.StoreUnsafe(ref output);
        """);

    [Fact]
    public void Nothing_is_moved_into_a_loop() => Writes(
        b =>
        {
            var a = b.Vector("a", 0);
            b.Loop("i", 0, Outer, 16, i => b.Store(Output, i, a));
        },
        """
        var a = Vector512.LoadUnsafe(ref input);
        for (nuint i = 0; i < outer; i += 16)
        {
            a.StoreUnsafe(ref output, i);
        }
        """);

    [Fact]
    public void Nothing_is_moved_past_a_block() => Writes(
        b =>
        {
            var a = b.Vector("a", 0);
            b.WhenNonZero(Outer, () => b.Store(Output, 0, b.Vector("b", 16)));
            b.Store(Output, 16, a);
        },
        """
        var a = Vector512.LoadUnsafe(ref input);
        if (outer != 0)
        {
            Vector512.LoadUnsafe(ref input, 16).StoreUnsafe(ref output);
        }

        a.StoreUnsafe(ref output, 16);
        """);

    [Fact]
    public void Scalars_are_written_in_scalar_code() => Writes(
        b =>
        {
            var (one, two) = (b.Load(Table, 0, IrType.Double), b.Load(Table, Outer, IrType.Double));
            b.Unless(b.LessOrEqual(one, two), () => b.Store(Output, 0, b.Narrow(b.SquareRoot(two))));
        },
        """
        var table2 = Unsafe.Add(ref table, outer);
        if (!(table <= table2))
        {
            output = (float)Math.Sqrt(table2);
        }
        """);

    private static void Writes(Action<IrBuilder> build, string expected)
    {
        var writer = new CodeWriter();
        var isa = new Avx512();
        new FunctionWriter(writer, isa, Lowering.Lower(IrText.Build(build), isa)).Write();

        Assert.Equal(expected + "\n", writer.ToString());
    }
}
