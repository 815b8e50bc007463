using System;
using System.Collections.Generic;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Elements;

/// <summary>
/// Integers of 8 bits: q = saturate(round(y / scale) + zero point), halves to even, NaN to the zero point. It is a division, as in ONNX's
/// QuantizeLinear: exact, and so the same everywhere, where a product with 1 / scale would be off by one here and there.
/// </summary>
internal abstract class Quantized(int least, int most) : Element
{
    private const string Scale = "outputScale";
    private const string ZeroPoint = "outputZeroPoint";

    // Beyond these any zero point saturates, and below them a sum with the number that follows has no room for a fraction.
    private const double Far = 1024;
    private const double RoundsToIntegers = 12582912;

    public override IReadOnlyList<string> Scalars => [Scale, ZeroPoint];

    public override Value Load(IrBuilder b, Region buffer, Index at, Index? count, Value? fill) =>
        throw new NotSupportedException("Outputs are not read.");

    public override void Store(IrBuilder b, Region buffer, Index at, Value value, Index? count)
    {
        var zeroPoint = b.Uniform(ZeroPoint);
        var near = b.AtLeast(-Far, b.AtMost(Far, value / b.Uniform(Scale)));
        var limit = b.Constant(RoundsToIntegers, near.Type);
        var steps = ((near + limit) - limit + zeroPoint).Named("steps");
        var number = b.Select(b.LessOrEqual(steps, steps), steps, zeroPoint);
        b.Store(buffer, at, b.AtLeast(least, b.AtMost(most, number)).Named("quantized"), count);
    }
}
