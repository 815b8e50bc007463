extern alias generator;

using System;
using System.Collections.Generic;
using System.Linq;
using generator::NormGen.Generator.Ir;
using generator::NormGen.Generator.Isas;

namespace NormGen.Kernels.Tests.Mutants;

/// <summary>An instruction set with a mistake in one row.</summary>
internal sealed class MutatedRows(InstructionSet isa, Op op, string vector) : InstructionSet
{
    private static readonly (Op Op, string From, string To)[] Mistakes =
    [
        (Op.Add, "+", "-"), (Op.Subtract, "-", "+"), (Op.Multiply, "*", "+"), (Op.Divide, "/", "*"), (Op.SquareRoot, "Sqrt", "Abs"),
        (Op.FusedMultiplyAdd, "{2}", "-{2}"), (Op.FusedMultiplyAdd, "{0}", "-{0}"), (Op.ExactMultiplyAdd, "{2}", "-{2}"), (Op.ExactMultiplyAdd, "{1}", "{0}"),
        (Op.Minimum, "Min", "Max"), (Op.Maximum, "Max", "Min"), (Op.Absolute, ".Abs(", ".Sqrt("), (Op.CopySign, "{1}", "{0}"), (Op.ScaleByPowerOfTwo, "{1}", "-{1}"),
        (Op.LessOrEqual, "LessThanOrEqual", "GreaterThanOrEqual"), (Op.And, "&", "|"),
        (Op.Select, "{1}", "{2}"), (Op.WidenLower, "Lower", "Upper"), (Op.WidenUpper, "Upper", "Lower"), (Op.Narrow, "{1}", "{0}"), (Op.Broadcast, "{0}", "-{0}"),
        (Op.Fold, "Fold({0})", "Fold(-{0})"), (Op.All, "Lanes.All({0})", "!Lanes.All({0})"),
    ];

    public override string Name => isa.Name;

    public override string? Condition => isa.Condition;

    public override int FloatLanes => isa.FloatLanes;

    public override int Registers => isa.Registers;

    public override IsaRow Row(Op op1) => op1 == op ? isa.Row(op1) with { Vector = vector } : isa.Row(op1);

    /// <summary>Every mistake in the rows of an instruction set.</summary>
    public static IEnumerable<(string What, InstructionSet Isa)> Of(InstructionSet isa) => Mistakes.Select(mistake =>
    {
        var row = isa.Row(mistake.Op).Vector;
        var wrong = row.Replace(mistake.From, mistake.To, StringComparison.Ordinal);
        return ($"row {mistake.Op} of {isa.Name}: {wrong}", (InstructionSet)new MutatedRows(isa, mistake.Op, wrong));
    });
}
