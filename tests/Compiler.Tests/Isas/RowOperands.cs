using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Ir;

namespace NormGen.Compiler.Tests.Isas;

/// <summary>The lanes that a row is tried on: every nasty number with every other.</summary>
internal static class RowOperands
{
    private static readonly double[] Masks = [Bits.DoubleMask(false), Bits.DoubleMask(true)];

    public static Array[] Of(RowCase row)
    {
        var choices = Enumerable.Range(0, row.Operands).Select(operand => Choices(row, operand)).ToArray();
        var count = choices.Aggregate(1, (product, list) => product * list.Count);
        var repeat = row.Op == Op.Broadcast ? Value.Lanes : 1;
        var length = ((count * repeat) + Value.Lanes - 1) / Value.Lanes * Value.Lanes;
        return [.. choices.Select((list, operand) => Fill(row, list, length, StrideOf(choices, operand) * repeat, row.TakesMask(operand)))];
    }

    private static IReadOnlyList<double> Choices(RowCase row, int operand) => row switch
    {
        _ when row.TakesMask(operand) => Masks,
        { Op: Op.Narrow } => NastyNumbers.BetweenSingles,

        // Numbers, and no zero beside another: what an instruction makes of the rest is a machine's own.
        { Op: Op.Minimum or Op.Maximum } when operand == 0 => NastyNumbers.Limits,
        { Op: Op.ScaleByPowerOfTwo } => operand == 0 ? NastyNumbers.NearOne : NastyNumbers.Exponents,

        // Its product is exact only where that of the scalar meaning is, too: of two floats.
        { Op: Op.ExactMultiplyAdd } when operand < 2 => NastyNumbers.Singles,
        { Type: IrType.Doubles } => NastyNumbers.Doubles,
        _ => NastyNumbers.Singles,
    };

    private static int StrideOf(IReadOnlyList<double>[] choices, int operand) =>
        choices.Take(operand).Aggregate(1, (product, list) => product * list.Count);

    private static Array Fill(RowCase row, IReadOnlyList<double> choices, int length, int stride, bool isMask)
    {
        var values = Enumerable.Range(0, length).Select(i => choices[i / stride % choices.Count]);
        return row.Type == IrType.Doubles
            ? values.ToArray()
            : values.Select(value => isMask ? Bits.SingleMask(value != 0) : (float)value).ToArray();
    }
}
