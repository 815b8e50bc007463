using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;

namespace NormGen.Compiler.Tests.Isas;

/// <summary>An operation on lanes and the type it works on: how its operands are made and its result is read.</summary>
/// <remarks>
/// Masks come and go as numbers, all bits set or none. Where an operation changes the type, <c>Type</c> is that of the operands.
/// </remarks>
internal sealed record RowCase(Op Op, IrType Type, int Operands)
{
    /// <summary>Every operation that works lane by lane, on each type that it has a meaning for.</summary>
    public static IReadOnlyList<RowCase> All { get; } =
    [
        .. OnBoth(Op.Add, 2),
        .. OnBoth(Op.Subtract, 2),
        .. OnBoth(Op.Multiply, 2),
        .. OnBoth(Op.Divide, 2),
        .. OnBoth(Op.SquareRoot, 1),
        .. OnBoth(Op.LessOrEqual, 2),
        .. OnBoth(Op.And, 2),
        .. OnBoth(Op.Select, 3),
        .. OnBoth(Op.Broadcast, 1),
        new(Op.FusedMultiplyAdd, IrType.Floats, 3),
        new(Op.Minimum, IrType.Floats, 2),
        new(Op.Maximum, IrType.Floats, 2),
        new(Op.Absolute, IrType.Floats, 1),
        new(Op.CopySign, IrType.Floats, 2),
        new(Op.ScaleByPowerOfTwo, IrType.Floats, 2),
        new(Op.ExactMultiplyAdd, IrType.Doubles, 3),
        new(Op.WidenLower, IrType.Floats, 1),
        new(Op.WidenUpper, IrType.Floats, 1),
        new(Op.Narrow, IrType.Doubles, 1),
    ];

    public IrType ResultType => Op switch
    {
        Op.WidenLower or Op.WidenUpper => IrType.Doubles,
        Op.Narrow => IrType.Floats,
        _ => Type,
    };

    /// <summary>Whether the result is a mask, which must have all its bits, not just be NaN.</summary>
    public bool GivesMask => Op is Op.LessOrEqual or Op.And;

    public bool TakesMask(int operand) => Op == Op.And || (Op == Op.Select && operand == 0);

    public string NameFor(InstructionSet isa) => $"{isa.Name}_{this}";

    public override string ToString() => $"{Op}_{Type}";

    public static RowCase Named(string name) => All.Single(row => row.ToString() == name);

    private static IEnumerable<RowCase> OnBoth(Op op, int operands) =>
        [new(op, IrType.Floats, operands), new(op, IrType.Doubles, operands)];
}
