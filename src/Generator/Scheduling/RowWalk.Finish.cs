using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

// What the sums of all slices come to, channel by channel and group by group.
internal sealed partial class RowWalk
{
    /// <summary>The moments of sixteen channels by themselves.</summary>
    public Moments FinishMoments(Region tensor, ChannelRow scope, Index channel, Index? count)
    {
        var sums = FinishChannelSums(tensor, scope, channel, count);
        var (mean, deviations) = MomentsRecipe.FromSums(sums.Shift, sums.Sum, sums.Squares, scope.Count);
        return new(mean, MomentsRecipe.Variance(b, deviations, scope.Count));
    }

    /// <summary>For each of sixteen channels a shift, and the sums of what its elements differ from that, and of the squares.</summary>
    private (Value Shift, Value Sum, Value Squares) FinishChannelSums(Region tensor, ChannelRow scope, Index channel, Index? count)
    {
        var origin = b.Widen(LoadCoefficient(shift, channel));
        var (sum, squares) = (b.Accumulator("sum", IrType.Doubles), b.Accumulator("squares", IrType.Doubles));
        var (raw, peak) = (b.Accumulator("raw", IrType.Doubles), b.Accumulator("peak", IrType.Doubles));
        b.Loop("pixel", 0, Pixels == 1 ? 1 : Index.Min(Pixels, frame.Positions), 1, pixel =>
        {
            var place = b.Name("place", (pixel * Numeric.Channels) + channel);
            var pixels = Spread(b.Number((frame.Positions + (Pixels - 1) - pixel) / Pixels));
            var distance = FirstOf(count, b.Widen(LoadCoefficient(shift, place)) - origin);
            var (placeSum, placeSquares) = (LoadSum(0, place, count), LoadSum(1, place, count));
            var moved = MomentsRecipe.Move(placeSum, placeSquares, pixels, distance);
            b.Assign(sum, sum + moved.Sum);
            b.Assign(squares, squares + moved.Squares);
            b.Assign(raw, raw + placeSquares);
            b.Assign(peak, FloatRuns.Larger(b, peak, LoadPeak(place, count)));
        });

        var taken = MomentsRecipe.FromSums(origin, sum, squares, scope.Count);
        var about = b.Variable("about", origin);
        var leastRuns = Spread(b.Number(MomentsRecipe.LeastRunsOfRows(Rows)));
        var sound = b.And(
            MomentsRecipe.IsSound(b, raw, taken.SquaredDeviations, MomentsRecipe.MostRawOfRows(Rows)), b.LessOrEqual(leastRuns * peak, taken.SquaredDeviations)).Named("sound");
        b.Unless(b.Let(Op.All, sound), () =>
        {
            b.Comment("The shifts were poor, an element outweighed the others, or a difference overflowed: again in double, about the mean.");
            var second = MomentsRecipe.SecondShift(b, taken.Mean);
            var wide = b.Widen(second);
            var given = new Dictionary<Coefficient, Value> { [shift] = second };
            var again = SumInDouble([new(tensor, shift)], given, e => MomentsRecipe.TermsInDouble(b, e[tensor], wide), 2, channel, count);
            b.Assign(about, b.Select(sound, about, wide));
            b.Assign(sum, b.Select(sound, sum, again[0]));
            b.Assign(squares, b.Select(sound, squares, again[1]));
        });

        return (about, sum, squares);
    }

    /// <summary>The sums of sixteen channels; in double from the first element on for those whose terms left the range of floats.</summary>
    public IReadOnlyList<Value> FinishSums(SumStage stage, Index channel, Index? count)
    {
        var totals = Enumerable.Range(0, stage.TermCount).Select(_ => b.Accumulator("sum", IrType.Doubles)).ToList();
        b.Loop("pixel", 0, Pixels, 1, pixel =>
        {
            for (var term = 0; term < totals.Count; term++)
            {
                b.Assign(totals[term], totals[term] + LoadSum(term, (pixel * Numeric.Channels) + channel, count));
            }
        });
        if (stage.Magnified is { } magnified)
        {
            b.Assign(totals[magnified], totals[magnified] * b.Constant(1 / FloatRuns.Magnification, IrType.Doubles));
        }

        var sound = Accumulation.IsSound(b, totals, stage.MayUnderflow);
        b.Unless(b.Let(Op.All, sound), () =>
        {
            b.Comment("A float was too small or too large for a term: again in double.");
            var coefficients = stage.Coefficients.ToDictionary(c => c, c => LoadCoefficient(c, channel));
            var again = SumInDouble(stage.Tensors, coefficients, stage.Terms, stage.TermCount, channel, count);
            for (var term = 0; term < totals.Count; term++)
            {
                b.Assign(totals[term], b.Select(sound, totals[term], again[term]));
            }
        });
        return totals;
    }

    /// <summary>Sums of sixteen channels over all pixels, in double; <paramref name="coefficients"/> has what the terms use, and what lanes past the end read as.</summary>
    private IReadOnlyList<Value> SumInDouble(
        IReadOnlyList<SumInput> inputs,
        IReadOnlyDictionary<Coefficient, Value> coefficients,
        Func<ElementScope, IReadOnlyList<Term>> terms,
        int termCount,
        Index channel,
        Index? count)
    {
        var sums = Enumerable.Range(0, termCount).Select(_ => b.Accumulator("total", IrType.Doubles)).ToList();
        b.Loop("pixel", 0, frame.Positions * Numeric.Channels, Numeric.Channels, pixel =>
        {
            var loaded = inputs.ToDictionary(
                i => i.Tensor,
                i => Element.Load(
                    b, i.Tensor, frame.Tensor + (pixel + channel), count, count is null ? null : i.Neutral is { } neutral ? coefficients[neutral] : Zero()));
            Accumulation.Add(b, sums, terms(new ElementScope(b, t => loaded[t], c => coefficients[c])));
        });
        return sums;
    }

    /// <summary>
    /// A group's moments from the sums of its channels, all moved to the first one's shift. That lies among the group's values, so what
    /// cancels is no more than the spread of the channels' means, which the group's variance holds, too.
    /// </summary>
    private Moments MergeMoments(GroupRow group)
    {
        Value Entry(int table, Index channel) => b.Load(Scratch.Sums, ChannelTable(table) + channel, IrType.Double);
        var first = Entry(0, group.FirstChannel);
        var (sum, squares) = (b.Variable("sum", Entry(1, group.FirstChannel)), b.Variable("squares", Entry(2, group.FirstChannel)));
        var count = b.Number(frame.Positions);
        b.Loop("within", 1, Numeric.GroupChannels, 1, within =>
        {
            var channel = b.Name("channel", group.FirstChannel + within);
            var moved = MomentsRecipe.Move(Entry(1, channel), Entry(2, channel), count, Entry(0, channel) - first);
            b.Assign(sum, sum + moved.Sum);
            b.Assign(squares, squares + moved.Squares);
        });

        var (mean, deviations) = MomentsRecipe.FromSums(first, sum, squares, group.Count);
        return new(mean, MomentsRecipe.Variance(b, deviations, group.Count));
    }

    /// <summary>Gives the moments of a group to each of its channels.</summary>
    private void SpreadMoments(GroupRow group, Moments moments) => b.Loop("within", 0, Numeric.GroupChannels, 1, within =>
    {
        var channel = b.Name("channel", group.FirstChannel + within);
        b.Store(Scratch.Sums, ChannelTable(0) + channel, moments.Mean);
        b.Store(Scratch.Sums, ChannelTable(1) + channel, moments.Variance);
    });

    private Moments MomentsOf(Index channel) => new(
        b.Load(Scratch.Sums, ChannelTable(0) + channel, IrType.Doubles, name: "mean"),
        b.Load(Scratch.Sums, ChannelTable(1) + channel, IrType.Doubles, name: "variance"));

    private Value TotalOf(GroupRow group, int table)
    {
        var total = b.Accumulator("total", IrType.Double);
        b.Loop("within", 0, Numeric.GroupChannels, 1, within =>
            b.Assign(total, total + b.Load(Scratch.Sums, ChannelTable(table) + group.FirstChannel + within, IrType.Double)));
        return total;
    }

    /// <summary>Sums of sixteen channels at a place, over all slices in their order; lanes past the last channel would be those of the next pixel.</summary>
    private Value LoadSum(int term, Index place, Index? count) => OverSlices("sum", term, place, count, (sum, slice) => sum + slice);

    /// <summary>The largest sum of squares that a run of a place had.</summary>
    private Value LoadPeak(Index place, Index? count) => OverSlices("peak", 2, place, count, (peak, slice) => FloatRuns.Larger(b, peak, slice));

    private Value OverSlices(string name, int term, Index place, Index? count, Func<Value, Value, Value> merge)
    {
        var at = (term * Numeric.RowPitch) + place;
        if (Numeric.MostSlices == 1)
        {
            return FirstOf(count, b.Load(Scratch.Sums, frame.Sums + at, IrType.Doubles));
        }

        var merged = b.Accumulator(name, IrType.Doubles);
        b.Loop("table", 0, Slices.Count * TablePitch, TablePitch, table => b.Assign(merged, merge(merged, b.Load(Scratch.Sums, table + at, IrType.Doubles))));
        return FirstOf(count, merged);
    }

    private Value FirstOf(Index? count, Value value) =>
        count is null ? value : b.First(count, value, b.Constant(0, value.Type));
}
