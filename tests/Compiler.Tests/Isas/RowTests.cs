using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using Xunit;

namespace NormGen.Compiler.Tests.Isas;

/// <summary>
/// The text of every row, compiled, has the bits of its scalar meaning. Where the machine lacks an instruction set, .NET's own
/// code behind the same vector types runs and is held to the same.
/// </summary>
public sealed class RowTests(ITestOutputHelper output)
{
    /// <summary>The operations that stand for registers as a whole, or are gone before text is written.</summary>
    private static readonly Op[] NotLaneByLane = [Op.Fold, Op.All, Op.Widen];

    public static TheoryData<string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var isa in InstructionSets.All)
            {
                foreach (var row in RowCase.All)
                {
                    data.Add(isa.Name, row.ToString());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Vector_text_has_the_bits_of_the_scalar_one(string isaName, string rowName)
    {
        var (isa, row) = (InstructionSets.All.Single(i => i.Name == isaName), RowCase.Named(rowName));
        var operands = RowOperands.Of(row);
        var (vector, scalar) = (RowProgram.RunVector(isa, row, operands), RowProgram.RunScalar(isa, row, operands));
        output.WriteLine($"{vector.Length} lanes, {isa.VectorType} in {(IsAccelerated(isa) ? "hardware" : "software")}");
        for (var lane = 0; lane < vector.Length; lane++)
        {
            if (IsCovered(isa, row, lane))
            {
                Assert.True(Same(row, vector, scalar, lane), $"{At(operands, lane)}: {vector.GetValue(lane)} and {scalar.GetValue(lane)}");
            }
        }
    }

    /// <summary>The scalar texts are held to what the interpreter does, so that it interprets what kernels compute.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Scalar_text_means_what_the_interpreter_does(string isaName, string rowName)
    {
        var (isa, row) = (InstructionSets.All.Single(i => i.Name == isaName), RowCase.Named(rowName));
        var operands = RowOperands.Of(row);
        var scalar = RowProgram.RunScalar(isa, row, operands);
        for (var lane = 0; lane < scalar.Length; lane++)
        {
            var expected = Interpreted(row, [.. operands.Select(operand => Convert.ToDouble(operand.GetValue(lane)))]);
            Assert.True(Bits.Same(expected, Convert.ToDouble(scalar.GetValue(lane))), $"{At(operands, lane)}: {scalar.GetValue(lane)}");
        }
    }

    [Fact]
    public void Every_operation_is_tried()
    {
        Assert.Equal(
            Enum.GetValues<Op>().Order(),
            RowCase.All.Select(row => row.Op).Concat(NotLaneByLane).Distinct().Order());
    }

    [Fact]
    public void Every_operation_has_a_row()
    {
        foreach (var isa in InstructionSets.All)
        {
            foreach (var op in Enum.GetValues<Op>())
            {
                Assert.NotEqual("", isa.Row(op).Scalar);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => isa.Row((Op)999));
        }
    }

    private static double Interpreted(RowCase row, double[] lanes) => row.Op switch
    {
        Op.LessOrEqual => Bits.DoubleMask(lanes[0] <= lanes[1]),
        Op.And => Bits.DoubleMask(lanes[0] != 0 && lanes[1] != 0),
        Op.Select => lanes[0] != 0 ? lanes[1] : lanes[2],
        Op.Broadcast or Op.WidenLower or Op.WidenUpper => lanes[0],
        Op.Narrow => (float)lanes[0],
        _ => Meaning.Of(row.Op, row.Type == IrType.Doubles, lanes),
    };

    /// <summary>A widening row fills one half of what a register of floats becomes.</summary>
    private static bool IsCovered(InstructionSet isa, RowCase row, int lane) => row.Op switch
    {
        Op.WidenLower => lane % isa.FloatLanes < isa.FloatLanes / 2,
        Op.WidenUpper => lane % isa.FloatLanes >= isa.FloatLanes / 2,
        _ => true,
    };

    private static bool Same(RowCase row, Array one, Array other, int lane) => (one, other, row.GivesMask) switch
    {
        (float[] a, float[] b, true) => BitConverter.SingleToInt32Bits(a[lane]) == BitConverter.SingleToInt32Bits(b[lane]),
        (double[] a, double[] b, true) => BitConverter.DoubleToInt64Bits(a[lane]) == BitConverter.DoubleToInt64Bits(b[lane]),
        (float[] a, float[] b, false) => Bits.Same(a[lane], b[lane]),
        (double[] a, double[] b, false) => Bits.Same(a[lane], b[lane]),
        _ => false,
    };

    private static string At(Array[] operands, int lane) => string.Join(", ", operands.Select(operand => operand.GetValue(lane)));

    private static bool IsAccelerated(InstructionSet isa) => isa.FloatLanes switch
    {
        16 => Vector512.IsHardwareAccelerated,
        8 => Vector256.IsHardwareAccelerated,
        _ => Vector128.IsHardwareAccelerated,
    };
}
