using System;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using Xunit;
using static NormGen.Compiler.Tests.Ir.IrText;

namespace NormGen.Compiler.Tests.Ir;

/// <summary>How vectors of sixteen lanes become registers.</summary>
public sealed class LoweringTests
{
    [Fact]
    public void A_part_is_finished_before_the_next_is_begun() => Lowers(
        new Avx2(),
        b => b.Store(Output, 0, b.Vector("a", 0) + b.Vector("b", 16)),
        """
        a_0 = input[0]
        b_0 = input[16]
        sum_0 = Add a_0 b_0
        output[0] = sum_0
        a_1 = input[8]
        b_1 = input[24]
        sum_1 = Add a_1 b_1
        output[8] = sum_1
        """);

    [Fact]
    public void A_seam_ends_a_stretch_of_parts() => Lowers(
        new Avx2(),
        b =>
        {
            var loaded = b.Vector("a", 0);
            b.Seam();
            b.Store(Output, 0, loaded);
        },
        """
        a_0 = input[0]
        a_1 = input[8]
        output[0] = a_0
        output[8] = a_1
        """);

    [Fact]
    public void Registers_of_sixteen_lanes_keep_their_names() => Lowers(
        new Avx512(),
        b => b.Store(Output, 0, b.Vector("a", 0)),
        """
        a = input[0]
        output[0] = a
        """);

    [Fact]
    public void A_register_of_floats_widens_to_two_of_doubles_and_narrows_from_them() => Lowers(
        new Avx2(),
        b => b.Store(Output, 0, b.Narrow(b.Widen(b.Vector("a", 0)))),
        """
        a_0 = input[0]
        wide_0 = WidenLower a_0
        wide_1 = WidenUpper a_0
        narrow_0 = Narrow wide_0 wide_1
        output[0] = narrow_0
        a_1 = input[8]
        wide_2 = WidenLower a_1
        wide_3 = WidenUpper a_1
        narrow_1 = Narrow wide_2 wide_3
        output[8] = narrow_1
        """);

    [Fact]
    public void What_is_alike_in_every_lane_is_one_register() => Lowers(
        new Avx2(),
        b =>
        {
            var broadcast = b.Let(Op.Broadcast, b.Load(Input, 5, IrType.Float, name: "one"));
            b.Store(Output, 0, (b.Vector("a", 0) * b.Constant(3, IrType.Floats)) + broadcast);
        },
        """
        one = input[5]
        one1 = Broadcast one
        a_0 = input[0]
        constant = 3
        product_0 = Multiply a_0 constant
        sum_0 = Add product_0 one1
        output[0] = sum_0
        a_1 = input[8]
        product_1 = Multiply a_1 constant
        sum_1 = Add product_1 one1
        output[8] = sum_1
        """);

    /// <summary>Of six lanes in registers of four the second is part full; the others are absent, and all that they would give.</summary>
    [Fact]
    public void Registers_past_a_known_count_are_absent() => Lowers(
        new Portable(),
        b =>
        {
            var some = b.Vector("a", 0, 6, b.Constant(0, IrType.Floats));
            b.Store(Output, 0, b.Narrow(b.Widen(some + some)));
        },
        """
        constant = 0
        a_0 = input[0]
        sum_0 = Add a_0 a_0
        wide_0 = WidenLower sum_0
        wide_1 = WidenUpper sum_0
        narrow_0 = Narrow wide_0 wide_1
        output[0] = narrow_0
        a_1 = input[4] of 2 else constant
        sum_1 = Add a_1 a_1
        wide_2 = WidenLower sum_1
        wide_3 = WidenUpper sum_1
        narrow_1 = Narrow wide_2 wide_3
        output[4] = narrow_1
        """);

    [Fact]
    public void Stores_of_a_known_count_leave_the_registers_past_it_out() => Lowers(
        new Portable(),
        b => b.Store(Output, 0, b.Vector("a", 0), 6),
        """
        a_0 = input[0]
        output[0] = a_0
        a_1 = input[4]
        output[4] of 2 = a_1
        """);

    [Fact]
    public void Registers_of_a_count_known_at_the_call_take_what_is_left() => Lowers(
        new Avx2(),
        b => b.Store(Output, 0, b.Vector("a", 0, Outer, b.Constant(0, IrType.Floats)), Outer),
        """
        constant = 0
        a_0 = input[0] of outer else constant
        output[0] of outer = a_0
        a_1 = input[8] of Lanes.Beyond(outer, 8) else constant
        output[8] of Lanes.Beyond(outer, 8) = a_1
        """);

    [Fact]
    public void Lanes_are_chosen_by_their_place_in_the_whole_vector() => Lowers(
        new Avx2(),
        b => b.Store(Output, 0, b.Narrow(b.First(Outer, b.Widen(b.Vector("a", 0)), b.Constant(1, IrType.Doubles)))),
        """
        a_0 = input[0]
        wide_0 = WidenLower a_0
        wide_1 = WidenUpper a_0
        constant = 1
        first_0 = outer from lane 0: wide_0, constant
        first_1 = outer from lane 4: wide_1, constant
        narrow_0 = Narrow first_0 first_1
        output[0] = narrow_0
        a_1 = input[8]
        wide_2 = WidenLower a_1
        wide_3 = WidenUpper a_1
        first_2 = outer from lane 8: wide_2, constant
        first_3 = outer from lane 12: wide_3, constant
        narrow_1 = Narrow first_2 first_3
        output[8] = narrow_1
        """);

    [Fact]
    public void Accumulators_are_registers_that_loops_assign_to() => Lowers(
        new Avx2(),
        b =>
        {
            var total = b.Accumulator("total", IrType.Floats);
            b.Loop("i", 0, Outer, 16, i => b.Assign(total, total + b.Vector("a", i)));
            b.Store(Output, 0, total);
        },
        """
        total_0 = 0
        total_1 = 0
        for i in 0..outer by 16
          a_0 = input[i]
          sum_0 = Add total_0 a_0
          total_0 := sum_0
          a_1 = input[i + 8]
          sum_1 = Add total_1 a_1
          total_1 := sum_1
        output[0] = total_0
        output[8] = total_1
        """);

    /// <summary>Sixteen doubles in eight registers: lane i meets lane i + 8, then i + 4, i + 2; the last fold is in a register.</summary>
    [Fact]
    public void A_fold_adds_halves_until_one_register_is_left() => Lowers(
        new Portable(),
        b => b.Store(Table, 0, b.Fold(b.Load(Table, 16, IrType.Doubles, name: "s"))),
        """
        s_0 = table[16]
        s_1 = table[18]
        s_2 = table[20]
        s_3 = table[22]
        s_4 = table[24]
        s_5 = table[26]
        s_6 = table[28]
        s_7 = table[30]
        half = Add s_0 s_4
        half1 = Add s_1 s_5
        half2 = Add s_2 s_6
        half3 = Add s_3 s_7
        half4 = Add half half2
        half5 = Add half1 half3
        half6 = Add half4 half5
        sum = Fold half6
        table[0] = sum
        """);

    [Fact]
    public void A_value_folded_twice_gives_no_name_twice()
    {
        var twice = IrText.Build(b =>
        {
            var s = b.Load(Table, 16, IrType.Doubles, name: "s");
            b.Store(Table, 0, b.Fold(s) + b.Fold(s));
        });
        var names = Lowering.Lower(twice, new Avx2()).Body.Select(Statements.Target).OfType<Value>().Select(value => value.Name).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    /// <summary>No lane minds another, so there is no need to cut sixteen of them into registers.</summary>
    [Fact]
    public void A_lane_loop_is_walked_in_registers_of_the_machine() => Lowers(
        new Avx2(),
        b => b.LaneLoop("place", 0, 64, place =>
        {
            var x = b.Vector("x", place);
            b.Store(Table, place, b.Widen(x * x));
        }),
        """
        for place in 0..64 by 8
          x = input[place]
          product = Multiply x x
          wide_0 = WidenLower product
          wide_1 = WidenUpper product
          table[place] = wide_0
          table[place + 4] = wide_1
        """);

    [Fact]
    public void A_fold_passes_over_absent_registers() => Lowers(
        new Avx2(),
        b => b.Store(Table, 0, b.Fold(b.Widen(b.Vector("a", 0, 3, b.Constant(0, IrType.Floats))))),
        """
        constant = 0
        a_0 = input[0] of 3 else constant
        wide_0 = WidenLower a_0
        wide_1 = WidenUpper a_0
        half = Add wide_0 wide_1
        sum = Fold half
        table[0] = sum
        """);

    [Fact]
    public void A_mask_has_all_lanes_where_all_its_registers_have() => Lowers(
        new Avx512(),
        b =>
        {
            var s = b.Load(Table, 0, IrType.Doubles, name: "s");
            b.Unless(b.Let(Op.All, b.LessOrEqual(s, s)), () => b.Store(Table, 0, s));
        },
        """
        s_0 = table[0]
        s_1 = table[8]
        test_0 = LessOrEqual s_0 s_0
        test_1 = LessOrEqual s_1 s_1
        half = And test_0 test_1
        test1 = All half
        unless test1
          table[0] = s_0
          table[8] = s_1
        """);

    private static void Lowers(InstructionSet isa, Action<IrBuilder> build, string expected) =>
        Assert.Equal(expected, Lowered(isa, build));
}
