using System.Collections.Generic;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>How terms go into sums: widened to double, a product as one multiply-add, which is exact before it is added.</summary>
internal static class Accumulation
{
    public static void Add(IrBuilder b, IReadOnlyList<Value> sums, IReadOnlyList<Term> terms)
    {
        var widened = new Dictionary<Value, Value>();
        Value Widened(Value value) => widened.TryGetValue(value, out var wide) ? wide : widened[value] = b.Widen(value);

        for (var i = 0; i < terms.Count; i++)
        {
            var first = Widened(terms[i].First);
            b.Assign(
                sums[i],
                terms[i].Second is { } second ? b.Let(Op.ExactMultiplyAdd, first, Widened(second), sums[i]) : sums[i] + first);
        }
    }
}
