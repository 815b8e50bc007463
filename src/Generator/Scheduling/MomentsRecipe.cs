using System.Collections.Generic;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// How mean and variance are taken, whatever the order of memory. Each lane subtracts a shift, its own first element, in
/// float, and adds up the differences and their squares in double. Lanes are then brought to one shift and folded. The float
/// subtraction rounds; its error stays small as long as the shifts lie within about a standard deviation of the mean, which
/// the sums themselves tell. Where they do not, or where a difference overflowed, the sums are taken again in double about
/// the mean. Only the data decide, so every machine decides alike.
/// </summary>
internal static class MomentsRecipe
{
    public static readonly Coefficient Shift = new("origin", -1);

    /// <summary>The sums of the first pass: differences from the shift, and their squares.</summary>
    public static IReadOnlyList<Term> Terms(Value element, Value shift)
    {
        var difference = element - shift;
        return [new(difference), new(difference, difference)];
    }

    /// <summary>Moves sums taken about one shift to another: <paramref name="distance"/> is from the new shift to the old.</summary>
    public static (Value Sum, Value Squares) Move(Value sum, Value squares, Value count, Value distance)
    {
        var moved = (sum + (count * distance)).Named("moved");
        return (moved, (squares + (distance * (sum + moved))).Named("movedSquares"));
    }

    /// <summary>The moments from sums about <paramref name="shift"/>.</summary>
    public static (Value Mean, Value SquaredDeviations) FromSums(Value shift, Value sum, Value squares, Value count) =>
        (shift + (sum / count), squares - (sum * (sum / count)));

    /// <summary>
    /// Whether the first pass is good enough: its raw squares, about the shifts of the lanes, are at most four times those about
    /// the mean, and finite.
    /// </summary>
    public static Value IsSound(IrBuilder b, Value rawSquares, Value squaredDeviations)
    {
        var four = b.Constant(4, rawSquares.Type);
        var largest = b.Constant(double.MaxValue, rawSquares.Type);
        return b.And(b.LessOrEqual(rawSquares, four * squaredDeviations), b.LessOrEqual(rawSquares, largest)).Named("sound");
    }

    /// <summary>The shift of the second pass: the mean that the first one found, as a float, or 0 where it found none.</summary>
    public static Value SecondShift(IrBuilder b, Value mean)
    {
        var zero = b.Constant(0, mean.Type);
        var isFinite = b.LessOrEqual(mean - mean, zero);
        return b.Narrow(b.Select(isFinite, mean, zero)).Named("about");
    }

    /// <summary>The variance, which rounding must not take below zero; NaN stays NaN.</summary>
    public static Value Variance(IrBuilder b, Value squaredDeviations, Value count)
    {
        var zero = b.Constant(0, squaredDeviations.Type);
        return (b.Select(b.LessOrEqual(squaredDeviations, zero), zero, squaredDeviations) / count).Named("variance");
    }
}
