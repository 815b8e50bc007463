using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>Takes the moments of one statistic group whose elements lie in runs.</summary>
internal sealed class PlaneMoments(PlaneTraversal traversal, IrBuilder b, PlaneGroup group, Region tensor)
{
    /// <summary>Mean and variance.</summary>
    public Moments OfDeviations()
    {
        var start = group.Start;
        var laneCount = Index.Min(traversal.Run, Value.Lanes);
        var count = laneCount is Index.Constant { Value: Value.Lanes } ? null : laneCount;
        var about = TakeShift(traversal.Element.Load(b, tensor, start, count, Zero()), count);
        var origin = b.Widen(b.Load(tensor, start, IrType.Float));

        var sums = Sums(about).InFloat(hasPeak: true);
        var (sum, squares) = (sums.Totals[0], sums.Totals[1]);

        var vectors = traversal.Run / Value.Lanes;
        var full = Spread(b.Number(traversal.Runs * vectors));
        var counts = (traversal.Run % Value.Lanes).IsZero
            ? full
            : b.First(traversal.Run % Value.Lanes, Spread(b.Number(traversal.Runs * (vectors + 1))), full);
        var moved = MomentsRecipe.Move(sum, squares, counts, b.Widen(about) - Spread(origin));
        var taken = MomentsRecipe.FromSums(origin, b.Fold(moved.Sum), b.Fold(moved.Squares), group.Count);
        var mean = b.Variable("groupMean", taken.Mean);
        var deviations = b.Variable("deviations", taken.SquaredDeviations);

        var sound = b.And(MomentsRecipe.IsSound(b, b.Fold(squares), deviations, MomentsRecipe.MostRaw), HasNoPeak(sums, deviations));
        b.Unless(sound.Named("sound"), () =>
        {
            b.Comment("The shifts were poor, an element outweighed the others, or a difference overflowed: again in double, about the mean.");
            var second = MomentsRecipe.SecondShift(b, mean);
            var again = InDouble(second);
            var better = MomentsRecipe.FromSums(b.Widen(second), b.Fold(again.Sum), b.Fold(again.Squares), group.Count);
            b.Assign(mean, better.Mean);
            b.Assign(deviations, better.SquaredDeviations);
        });

        return new(mean, MomentsRecipe.Variance(b, deviations, group.Count));
    }

    /// <summary>The mean of squares.</summary>
    public Moments OfSquares()
    {
        var squares = new PlaneSums(b, traversal.Plan.Schedule, traversal.RunsOf(group), 1, (start, offset, count) =>
        {
            var element = traversal.LoadAt(b, tensor, start, offset, count, Zero());
            return [new(element, element)];
        });
        var sums = squares.InFloat(hasPeak: true);
        var total = b.Variable("squares", b.Fold(sums.Totals[0]));
        b.Unless(b.And(MomentsRecipe.AreSquaresSound(b, total), HasNoPeak(sums, total)).Named("sound"), () =>
        {
            b.Comment("An element outweighed the others, or squares left the range of floats: again in double.");
            b.Assign(total, b.Fold(squares.InDouble()[0]));
        });
        return new(group.Number(0), (total / group.Count).Named("variance"));
    }

    /// <summary>Whether no run of a lane has so large a part of the total that its rounding would show.</summary>
    private Value HasNoPeak(FloatRuns sums, Value total)
    {
        var peak = b.Widen(sums.Peak!);
        var parts = b.Number(MomentsRecipe.LeastRunsOfLanes(
            Index.Min(traversal.Run, Value.Lanes), traversal.Runs * ((traversal.Run + (Value.Lanes - 1)) / Value.Lanes)));
        return b.Let(Op.All, b.LessOrEqual(Spread(parts) * peak, Spread(total)));
    }

    private PlaneSums Sums(Value about) => new(b, traversal.Plan.Schedule, traversal.RunsOf(group), 2, (start, offset, count) =>
        MomentsRecipe.Terms(traversal.LoadAt(b, tensor, start, offset, count, about), about));

    private (Value Sum, Value Squares) InDouble(Value shift)
    {
        var (fill, about) = (Spread(shift), Spread(b.Widen(shift)));
        var sums = new PlaneSums(b, traversal.Plan.Schedule, traversal.RunsOf(group), 2, (start, offset, count) =>
            MomentsRecipe.TermsInDouble(b, traversal.LoadAt(b, tensor, start, offset, count, fill), about)).InDouble();
        return (sums[0], sums[1]);
    }

    /// <summary>
    /// The shift of each lane: the mean of its first elements, taken from neighbouring vectors, or where a plane may have few of those from samples.
    /// </summary>
    private Value TakeShift(Value first, Index? count)
    {
        var runs = traversal.RunsOf(group);
        var isShort = runs.Samples is not null && runs.Length is not Index.Constant { Value: >= 4 * Value.Lanes };
        var available = isShort ? runs.Samples! : runs.Length / Value.Lanes;
        if (available is Index.Constant { Value: <= 1 })
        {
            return first;
        }

        var places = b.Name("places", isShort ? MomentsRecipe.ShiftCount(available) : MomentsRecipe.FewShiftCount(available));
        var differences = b.Accumulator("differences", IrType.Floats);
        b.Loop("place", 1, places, 1, place =>
        {
            var element = isShort
                ? traversal.Element.Load(b, tensor, b.Name("plane", runs.Start(place)), count, first)
                : traversal.Element.Load(b, tensor, group.Start + (place * Value.Lanes), null, null);
            b.Assign(differences, differences + (element - first));
        });
        return MomentsRecipe.ShiftOf(b, first, differences, places);
    }

    private Value Zero() => b.Constant(0, IrType.Floats);

    private Value Spread(Value scalar) => b.Let(Op.Broadcast, scalar);
}
