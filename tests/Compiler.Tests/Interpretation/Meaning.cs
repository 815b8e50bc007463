using System;
using NormGen.Generator.Ir;

namespace NormGen.Compiler.Tests.Interpretation;

/// <summary>What each arithmetic operation means on one lane, said once more and apart from the generator's own texts.</summary>
internal static class Meaning
{
    public static double Of(Op op, bool isDouble, ReadOnlySpan<double> arguments)
    {
        var a = arguments[0];
        var b = arguments.Length > 1 ? arguments[1] : 0;
        var c = arguments.Length > 2 ? arguments[2] : 0;
        return isDouble ? Double(op, a, b, c) : Single(op, (float)a, (float)b, (float)c);
    }

    private static float Single(Op op, float a, float b, float c) => op switch
    {
        Op.Add => a + b,
        Op.Subtract => a - b,
        Op.Multiply => a * b,
        Op.Divide => a / b,
        Op.SquareRoot => MathF.Sqrt(a),
        Op.FusedMultiplyAdd => MathF.FusedMultiplyAdd(a, b, c),
        Op.Minimum => a < b ? a : b,
        Op.Maximum => a > b ? a : b,
        Op.Absolute => MathF.Abs(a),
        Op.CopySign => MathF.CopySign(a, b),
        Op.ScaleByPowerOfTwo => Scaled(a, b),
        _ => throw NotOnLanes(op),
    };

    // In double the product is exact, so that it is rounded once.
    private static float Scaled(float a, float b) => (float)(a * Math.Pow(2, b));

    private static double Double(Op op, double a, double b, double c) => op switch
    {
        Op.Add => a + b,
        Op.Subtract => a - b,
        Op.Multiply => a * b,
        Op.Divide => a / b,
        Op.SquareRoot => Math.Sqrt(a),
        Op.FusedMultiplyAdd => Math.FusedMultiplyAdd(a, b, c),
        Op.ExactMultiplyAdd => (a * b) + c,
        _ => throw NotOnLanes(op),
    };

    private static ArgumentOutOfRangeException NotOnLanes(Op op) => new(nameof(op), op, "No arithmetic of this type.");
}
