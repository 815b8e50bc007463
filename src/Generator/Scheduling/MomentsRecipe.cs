using System.Collections.Generic;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// How mean and variance are taken, whatever the order of memory. Each lane subtracts a shift, which its own first elements
/// give, in float, and adds up the differences and their squares by runs (<see cref="FloatRuns"/>). Lanes are then brought to one shift and
/// folded. What rounding loses stays small as long as the shifts lie within about a standard deviation of the mean and no element outweighs
/// the others, which the sums themselves tell. Where that is not so, or where a difference overflowed, the sums are taken again in double
/// about the mean. Only the data decide, so every machine decides alike.
/// </summary>
internal static class MomentsRecipe
{
    /// <summary>Below this a sum of squares may have lost what is below the range of floats.</summary>
    private const double LeastSquares = 1.0 / (1L << 50) / (1L << 50);

    /// <summary>
    /// From how many of the elements at hand a shift is taken where a channel has one lane, or few: the mean of sixteen hardly ever lies a
    /// standard deviation away. A power of two, so that data of few bits give a shift of few bits, and exact statistics.
    /// </summary>
    public static Index ShiftCount(Index available) => FewShiftCount(available) + (From(available, 32, 4) + From(available, 64, 8));

    /// <summary>The same where sixteen lanes average what the shift of one lacks.</summary>
    public static Index FewShiftCount(Index available) => From(available, 2, 1) + From(available, 4, 2) + 1;

    /// <summary>
    /// How many times the squares about the mean those about the shifts may come to: the farther off the shifts are, the more of what floats lose
    /// is left when the sums are moved. Sums of few rows lose next to nothing.
    /// </summary>
    public static Index MostRawOfRows(Index rows) => MostRawOfDoubles - From(rows, 64, MostRawOfDoubles - MostRaw);

    /// <summary>The same for sums in float.</summary>
    public const int MostRaw = 2;

    /// <summary>The same for sums in double, whose differences are floats.</summary>
    public const int MostRawOfDoubles = 4;

    /// <summary>
    /// How many rows are summed in float before they are added up in double: few where there are few rows, so that there are runs enough
    /// for what each of them loses to average out.
    /// </summary>
    public static Index RunRows(Index rows) => From(rows, 64, 2) + (From(rows, 128, 4) + From(rows, 256, 8)) + 2;

    /// <summary>
    /// A run's part of the squared deviations may be no more than one over this: then its rounding does not show in their sum. It is as strict as ordinary data
    /// bear, which grow more even the more runs they have.
    /// </summary>
    public static Index LeastRunsOfRows(Index rows) => From(rows, 64, 1) + From(rows, 256, 2) + 1;

    /// <summary>The same where elements are summed in lanes: each of those, times the runs that it has, takes a part.</summary>
    public static Index LeastRunsOfLanes(Index lanes, Index vectors) =>
        From(lanes * ((vectors + (FloatRuns.Vectors - 1)) / FloatRuns.Vectors), 16, 1)
        + From(lanes * ((vectors + (FloatRuns.Vectors - 1)) / FloatRuns.Vectors), 32, 2)
        + 1;

    private static Index From(Index number, int threshold, int amount) => Index.Min(number / threshold, 1) * amount;

    /// <summary>The shift's place in the table of coefficients, behind those of a normalization.</summary>
    public static Coefficient Shift(Normalization normalization) => new("about", normalization.CoefficientCount);

    /// <summary>The shift from a first element and the sum of what others differ from it. Equal elements give that element.</summary>
    public static Value ShiftOf(IrBuilder b, Value first, Value differences, Index count) =>
        (first + (differences / b.Like(first, b.Narrow(b.Number(count))))).Named("about");

    /// <summary>The sums of the first pass: differences from the shift, and their squares.</summary>
    public static IReadOnlyList<Term> Terms(Value element, Value shift)
    {
        var difference = element - shift;
        return [new(difference), new(difference, difference)];
    }

    /// <summary>Those of the second pass, about a shift that is a double already, as the element is from here on.</summary>
    public static IReadOnlyList<Term> TermsInDouble(IrBuilder b, Value element, Value shift)
    {
        var difference = b.Widen(element) - shift;
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
    /// Whether the first pass is good enough: its raw squares, about the shifts of the lanes, are at most so many times those about
    /// the mean, and finite.
    /// </summary>
    public static Value IsSound(IrBuilder b, Value rawSquares, Value squaredDeviations, Index mostRaw)
    {
        var most = b.Like(rawSquares, b.Number(mostRaw));
        var largest = b.Constant(double.MaxValue, rawSquares.Type);
        return b.And(b.LessOrEqual(rawSquares, most * squaredDeviations), b.LessOrEqual(rawSquares, largest));
    }

    /// <summary>Whether squares of elements that were added up in float were within the range of floats.</summary>
    public static Value AreSquaresSound(IrBuilder b, Value squares)
    {
        var least = b.Constant(LeastSquares, squares.Type);
        var largest = b.Constant(double.MaxValue, squares.Type);
        return b.And(b.LessOrEqual(least, squares), b.LessOrEqual(squares, largest));
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
