using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>How terms go into sums in double, and when sums that were taken in float will do.</summary>
internal static class Accumulation
{
    /// <summary>
    /// What the squares of sums must come to for products to have lost nothing below the range of floats: with 2^31 terms of a lost 2^-150 each there are
    /// forty bits to spare.
    /// </summary>
    private const double LeastSquares = 1.0 / (1L << 40) / (1L << 40) / (1L << 40);

    /// <summary>Adds terms that are widened to double, a product as one multiply-add, which is exact before it is added.</summary>
    public static void Add(IrBuilder b, IReadOnlyList<Value> sums, IReadOnlyList<Term> terms)
    {
        var widened = new Dictionary<Value, Value>();
        Value Widened(Value value) => value.Type == IrType.Doubles
            ? value
            : widened.TryGetValue(value, out var wide) ? wide : widened[value] = b.Widen(value);

        for (var i = 0; i < terms.Count; i++)
        {
            var first = Widened(terms[i].First);
            b.Assign(sums[i], terms[i].Second switch
            {
                null => sums[i] + first,
                { Type: IrType.Doubles } second => sums[i] + (first * second),
                { } second => b.Let(Op.ExactMultiplyAdd, first, Widened(second), sums[i]),
            });
        }
    }

    /// <summary>
    /// Whether sums taken in float will do: they are finite, and, where their products may fall below the range of floats, far above it.
    /// </summary>
    public static Value IsSound(IrBuilder b, IReadOnlyList<Value> sums, bool mayUnderflow)
    {
        var squares = sums.Select(sum => sum * sum).Aggregate((left, right) => left + right).Named("size");
        var isFinite = b.LessOrEqual(squares, b.Constant(double.MaxValue, squares.Type));
        return (mayUnderflow ? b.And(isFinite, b.LessOrEqual(b.Constant(LeastSquares, squares.Type), squares)) : isFinite).Named("sound");
    }
}
