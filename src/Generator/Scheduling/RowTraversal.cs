using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Channels are the contiguous axis: element (r, c) at r C + c. Memory is walked in rows of whole vectors; where C is no multiple of
/// the vector, a row is as many pixels as make it one, and tables repeat with it. Sums are kept per place of the row and merged per
/// channel at the end.
/// </summary>
internal sealed class RowTraversal(KernelPlan plan) : Traversal(plan)
{
    private NumericPlan Numeric => Plan.Numeric;

    private int Pixels => Numeric.RowPixels;

    private int Width => Numeric.RowWidth;

    /// <summary>Whole rows; a pixel is a row where rows are not packed.</summary>
    private Index Rows => Outer / Pixels;

    /// <summary>The rows of a slice, the last of which may have fewer.</summary>
    private Index SliceRows => Index.Max(Numeric.SliceRows, (Rows + (Numeric.MostSlices - 1)) / Numeric.MostSlices);

    /// <summary>There is a slice even where no row is whole: what is left over is summed with the first.</summary>
    private Index Slices => (Index.Max(Rows, 1) + (SliceRows - 1)) / SliceRows;

    /// <summary>The distance between the tables of sums of two slices.</summary>
    private int TablePitch => Catalogue.Of(Plan.Spec.Kind).SumCount * Numeric.RowPitch;

    private Index? SlicePieces => Numeric.MostSlices == 1 ? null : Slices;

    /// <summary>The rows, and as one piece more what is left over.</summary>
    private Index MapPieces => Pixels == 1 ? Rows : Rows + 1;

    private int ChannelVectors => (Numeric.Channels + Value.Lanes - 1) / Value.Lanes;

    public override IEnumerable<string> Describe()
    {
        yield return $"rows of {(Pixels == 1 ? "1 pixel" : $"{Pixels} pixels")}, {Elements(Width)}";
        yield return Plan.Schedule.Fits(3 * Numeric.RowVectors)
            ? "Infer: memory order, 1 read, 1 write; coefficients stay in registers"
            : "Infer: memory order, 1 read, 1 write; coefficients come from the first-level cache";
        var tile = Plan.Schedule.Tile(Numeric.RowVectors, terms: 2, invariants: 1);
        yield return tile >= Numeric.RowVectors
            ? "Forward and Backward: sums stay in registers over all rows, then a second pass in memory order"
            : $"Forward and Backward: sums of {Vectors(tile)} at a time over {Plan.Schedule.BlockRows} rows, then a second pass in memory order";
    }

    protected override IEnumerable<Step> Steps(KernelProgram program) => program.Stages.SelectMany(stage => stage switch
    {
        ChannelStage compute => [ChannelStep(program.Name + "Coefficients", program, (b, epsilon, from, to) =>
            ForEachChannel(b, epsilon, from, to, (scope, _, _) => compute.Then(scope)))],
        MomentsStage moments => MomentsSteps(program, moments),
        SumStage sum => SumSteps(program, sum),
        MapStage map => [new(map.Name, MapPieces, (b, _) => Map(b, map))],
        _ => Enumerable.Empty<Step>(),
    });

    private IEnumerable<Step> MomentsSteps(KernelProgram program, MomentsStage moments) =>
    [
        new("TakeShifts", null, (b, _) => TakeShifts(b, moments.Tensor)),
        new("SumMoments", SlicePieces, (b, _) => Reduce(b, MomentsReduction(b, moments.Tensor))),
        ChannelStep(program.Name + "Statistics", program, (b, epsilon, from, to) => ForEachChannel(b, epsilon, from, to, (scope, channel, count) =>
            moments.Then(scope, FinishMoments(b, moments.Tensor, scope, channel, count)))),
    ];

    private IEnumerable<Step> SumSteps(KernelProgram program, SumStage sum) =>
    [
        new(sum.Name, SlicePieces, (b, _) =>
            Reduce(b, new(sum.Tensors, sum.Coefficients, sum.Terms, sum.TermCount, (c, at, _) => LoadCoefficient(b, c, at)))),
        ChannelStep(program.Name + "Totals", program, (b, epsilon, from, to) => ForEachChannel(b, epsilon, from, to, (scope, channel, _) =>
            sum.Then(scope, FinishSums(b, sum.TermCount, channel)))),
    ];

    /// <summary>What is done per channel, sixteen channels a piece.</summary>
    private Step ChannelStep(string name, KernelProgram program, Action<IrBuilder, Value, Index, Index> emit) =>
        program.OnlyPrepares || ChannelVectors == 1
            ? new(name, null, (b, epsilon) => emit(b, epsilon, 0, ChannelVectors))
            : new(name, ChannelVectors, (b, epsilon) => emit(b, epsilon, From, To));

    private void Map(IrBuilder b, MapStage map)
    {
        var (from, to) = Pixels == 1 ? (From, To) : (b.Name("firstRow", Index.Min(From, Rows)), b.Name("endRow", Index.Min(To, Rows)));
        if (Plan.Schedule.Fits(map.Coefficients.Count * Numeric.RowVectors))
        {
            var resident = Enumerable.Range(0, Numeric.RowVectors).Select(v => LoadCoefficients(b, map, v * Value.Lanes)).ToList();
            b.Loop("row", from * Width, to * Width, Width, row =>
                Repeat(Numeric.RowVectors, v => MapVector(b, map, row + (v * Value.Lanes), resident[v], LanesOf(0, v))));
        }
        else
        {
            ForEachBlock(b, Schedule.PlaceBlock(Width, map.Coefficients.Count), from, to, (first, last, start, places) =>
                b.Loop("row", first * Width, last * Width, Width, row => MapPlaces(b, map, row, start, places)));
        }

        b.WhenNonZero(Pixels == 1 ? 0 : Index.Beyond(To, Rows), () =>
            ForEachLeftOver(b, (row, place, count) => MapVector(b, map, row + place, LoadCoefficients(b, map, place), count)));
    }

    private void MapVector(IrBuilder b, MapStage map, Index at, IReadOnlyDictionary<Coefficient, Value> coefficients, Index? count)
    {
        b.Seam();
        StoreMapped(b, map, LoadAll(b, map, at, count), coefficients, at, count);
    }

    /// <summary>
    /// Maps a block of one row. Its last lanes, where it has sixteen, are done with a vector that overlaps the one before: read
    /// first, so that a row may be mapped onto itself, and written last, over equal values.
    /// </summary>
    private void MapPlaces(IrBuilder b, MapStage map, Index row, Index first, int places)
    {
        var overlaps = places > Value.Lanes && places % Value.Lanes != 0;
        var last = first + (places - Value.Lanes);
        var lastLoaded = overlaps ? LoadAll(b, map, row + last, null) : null;
        ForEachPlace(b, first, overlaps ? places / Value.Lanes * Value.Lanes : places, (place, count) =>
            MapVector(b, map, row + place, LoadCoefficients(b, map, place), count));
        if (lastLoaded is not null)
        {
            b.Seam();
            StoreMapped(b, map, lastLoaded, LoadCoefficients(b, map, last), row + last, null);
        }
    }

    private Dictionary<Region, Value> LoadAll(IrBuilder b, MapStage map, Index at, Index? count) =>
        map.Tensors.ToDictionary(t => t, t => LoadOrZero(b, t, at, count));

    private Dictionary<Coefficient, Value> LoadCoefficients(IrBuilder b, MapStage map, Index place) =>
        map.Coefficients.ToDictionary(c => c, c => LoadCoefficient(b, c, place));

    /// <summary>What is summed per place of a row, and where the values that go with a place come from.</summary>
    private sealed record Reduction(
        IReadOnlyList<SumInput> Inputs,
        IReadOnlyList<Coefficient> Invariants,
        Func<ElementScope, IReadOnlyList<Term>> Terms,
        int TermCount,
        Func<Coefficient, Index, Index?, Value> Invariant);

    /// <summary>Fills a table of sums for each slice: one entry per term and place of the row.</summary>
    private void Reduce(IrBuilder b, Reduction reduction)
    {
        if (Numeric.MostSlices == 1)
        {
            ReduceSlice(b, reduction, 0, 0, Rows);
            return;
        }

        var rows = b.Name("sliceRows", SliceRows);
        b.Loop("slice", From, To, 1, slice =>
        {
            var first = b.Name("firstRow", slice * rows);
            ReduceSlice(b, reduction, slice, first, b.Name("endRow", Index.Min(first + rows, Rows)));
        });
    }

    private void ReduceSlice(IrBuilder b, Reduction reduction, Index slice, Index from, Index to)
    {
        var table = b.Name("table", slice * TablePitch);
        b.LaneLoop("place", table, table + (reduction.TermCount * Numeric.RowPitch), place =>
            b.Store(Scratch.Sums, place, b.Constant(0, IrType.Doubles)));

        // Packed rows may be more pixels than there are; then there is no first row to take invariants from.
        b.WhenNonZero(Pixels == 1 ? 1 : to - from, () => ReduceRows(b, reduction, table, from, to));

        b.WhenNonZero(Pixels == 1 ? 0 : Index.Beyond(1, slice), () => ForEachLeftOver(b, (row, place, count) =>
        {
            var cell = new Cell(this, b, reduction, table, place, count);
            cell.Add(row);
            cell.Save();
        }));
    }

    private void ReduceRows(IrBuilder b, Reduction reduction, Index table, Index from, Index to)
    {
        var tile = Plan.Schedule.Tile(Numeric.RowVectors, reduction.TermCount, reduction.Invariants.Count);
        if (tile >= Numeric.RowVectors)
        {
            ReduceTile(b, reduction, table, 0, Numeric.RowVectors, from, to);
            return;
        }

        b.Loop("block", from, to, Plan.Schedule.BlockRows, block =>
        {
            var end = b.Name("end", Index.Min(block + Plan.Schedule.BlockRows, to));
            var looped = Width / Value.Lanes / tile * tile;
            b.Loop("tile", 0, looped * Value.Lanes, tile * Value.Lanes, first => ReduceTile(b, reduction, table, first, tile, block, end));
            ReduceTile(b, reduction, table, looped * Value.Lanes, Numeric.RowVectors - looped, block, end);
        });
    }

    private void ReduceTile(IrBuilder b, Reduction reduction, Index table, Index first, int vectors, Index from, Index to)
    {
        if (vectors == 0)
        {
            return;
        }

        var cells = Enumerable.Range(0, vectors)
            .Select(v => new Cell(this, b, reduction, table, first + (v * Value.Lanes), LanesOf(first, v)))
            .ToList();
        b.Loop("row", from * Width, to * Width, Width, row => cells.ForEach(cell => cell.Add(row)));
        cells.ForEach(cell => cell.Save());
    }

    /// <summary>The lanes of the vth vector from a place on: null where all sixteen are there.</summary>
    private Index? LanesOf(Index first, int v) =>
        first is Index.Constant start && start.Value + ((v + 1) * Value.Lanes) > Width ? Width % Value.Lanes : null;

    /// <summary>Sixteen places of a row while their sums are taken.</summary>
    private sealed class Cell
    {
        private readonly RowTraversal traversal;
        private readonly IrBuilder b;
        private readonly Reduction reduction;
        private readonly Index table;
        private readonly Index place;
        private readonly Index? count;
        private readonly Dictionary<Coefficient, Value> invariants;
        private readonly List<Value> sums;

        public Cell(RowTraversal traversal, IrBuilder b, Reduction reduction, Index table, Index place, Index? count)
        {
            (this.traversal, this.b, this.reduction, this.table, this.place, this.count) = (traversal, b, reduction, table, place, count);
            invariants = reduction.Invariants.ToDictionary(c => c, c => reduction.Invariant(c, place, count));
            sums = [.. Enumerable.Range(0, reduction.TermCount).Select(term => b.Accumulator("total", Scratch.Sums, SumAt(term), IrType.Doubles))];
        }

        public void Add(Index row)
        {
            b.Seam();
            var loaded = reduction.Inputs.ToDictionary(
                i => i.Tensor,
                i => traversal.Element.Load(
                    b, i.Tensor, row + place, count, count is null ? null : i.Neutral is { } neutral ? invariants[neutral] : Zero(b)));
            Accumulation.Add(b, sums, reduction.Terms(new ElementScope(b, t => loaded[t], c => invariants[c])));
        }

        public void Save()
        {
            b.Seam();
            for (var term = 0; term < sums.Count; term++)
            {
                b.Store(Scratch.Sums, SumAt(term), sums[term]);
            }
        }

        private Index SumAt(int term) => table + (term * traversal.Numeric.RowPitch) + place;
    }

    private Reduction MomentsReduction(IrBuilder b, Region tensor) => new(
        [new(tensor, Shift)],
        [Shift],
        e => MomentsRecipe.Terms(e[tensor], e[Shift]),
        2,
        (_, place, _) => LoadCoefficient(b, Shift, place));

    /// <summary>The shift of a place is the mean of its first rows; where there is no whole row, its only element.</summary>
    private void TakeShifts(IrBuilder b, Region tensor)
    {
        b.WhenNonZero(Pixels == 1 ? 1 : Rows, () =>
        {
            var rows = b.Name("shiftRows", MomentsRecipe.ShiftCount(Rows));
            void Take(Index place, Index? count)
            {
                var first = LoadOrZero(b, tensor, place, count);
                var differences = b.Accumulator("differences", IrType.Floats);
                b.Loop("row", Width, rows * Width, Width, row =>
                    b.Assign(differences, differences + (Element.Load(b, tensor, row + place, count, count is null ? null : first) - first)));
                b.Store(Scratch.Coefficients, CoefficientAt(Shift, place), MomentsRecipe.ShiftOf(b, first, differences, rows));
            }

            var whole = Width / Value.Lanes * Value.Lanes;
            b.LaneLoop("place", 0, whole, place => Take(place, null));
            if (whole < Width)
            {
                Take(whole, Width - whole);
            }
        });

        b.WhenNonZero(Pixels == 1 ? 0 : Index.Beyond(1, Rows), () => ForEachLeftOver(b, (row, place, count) =>
            b.Store(Scratch.Coefficients, CoefficientAt(Shift, place), LoadOrZero(b, tensor, row + place, count))));
    }

    private Moments FinishMoments(IrBuilder b, Region tensor, Scope scope, Index channel, Index? count)
    {
        var origin = b.Widen(LoadCoefficient(b, Shift, channel));
        var (sum, squares, raw) = (b.Accumulator("sum", IrType.Doubles), b.Accumulator("squares", IrType.Doubles), b.Accumulator("raw", IrType.Doubles));
        b.Loop("pixel", 0, Pixels == 1 ? 1 : Index.Min(Pixels, Outer), 1, pixel =>
        {
            var place = b.Name("place", (pixel * Numeric.Channels) + channel);
            var pixels = Spread(b, b.Number((Outer + (Pixels - 1) - pixel) / Pixels));
            var distance = FirstOf(b, count, b.Widen(LoadCoefficient(b, Shift, place)) - origin);
            var (placeSum, placeSquares) = (LoadSum(b, 0, place, count), LoadSum(b, 1, place, count));
            var moved = MomentsRecipe.Move(placeSum, placeSquares, pixels, distance);
            b.Assign(sum, sum + moved.Sum);
            b.Assign(squares, squares + moved.Squares);
            b.Assign(raw, raw + placeSquares);
        });

        var taken = MomentsRecipe.FromSums(origin, sum, squares, scope.Count);
        var mean = b.Variable("channelMean", taken.Mean);
        var deviations = b.Variable("deviations", taken.SquaredDeviations);
        var sound = MomentsRecipe.IsSound(b, raw, deviations);
        b.Unless(b.Let(Op.All, sound), () =>
        {
            b.Comment("The shifts were poor or a difference overflowed: again in double, about the mean.");
            var second = MomentsRecipe.SecondShift(b, mean);
            var again = ReduceInDouble(b, tensor, second, channel, count);
            var better = MomentsRecipe.FromSums(b.Widen(second), again.Sum, again.Squares, scope.Count);
            b.Assign(mean, b.Select(sound, mean, better.Mean));
            b.Assign(deviations, b.Select(sound, deviations, better.SquaredDeviations));
        });

        return new(mean, MomentsRecipe.Variance(b, deviations, scope.Count));
    }

    private (Value Sum, Value Squares) ReduceInDouble(IrBuilder b, Region tensor, Value shift, Index channel, Index? count)
    {
        var (sum, squares) = (b.Accumulator("total", IrType.Doubles), b.Accumulator("total", IrType.Doubles));
        var about = b.Widen(shift);
        b.Loop("pixel", 0, Outer * Numeric.Channels, Numeric.Channels, pixel =>
        {
            var difference = b.Widen(Element.Load(b, tensor, pixel + channel, count, count is null ? null : shift)) - about;
            b.Assign(sum, sum + difference);
            b.Assign(squares, squares + (difference * difference));
        });
        return (sum, squares);
    }

    private IReadOnlyList<Value> FinishSums(IrBuilder b, int terms, Index channel)
    {
        var totals = Enumerable.Range(0, terms).Select(_ => b.Accumulator("sum", IrType.Doubles)).ToList();
        b.Loop("pixel", 0, Pixels, 1, pixel =>
        {
            for (var term = 0; term < terms; term++)
            {
                b.Assign(totals[term], totals[term] + LoadSum(b, term, (pixel * Numeric.Channels) + channel, null));
            }
        });
        return totals;
    }

    /// <summary>
    /// Sums of sixteen channels at a place, over all slices in their order; lanes past the last channel would be those of the next pixel.
    /// </summary>
    private Value LoadSum(IrBuilder b, int term, Index place, Index? count)
    {
        var at = (term * Numeric.RowPitch) + place;
        if (Numeric.MostSlices == 1)
        {
            return FirstOf(b, count, b.Load(Scratch.Sums, at, IrType.Doubles));
        }

        var sum = b.Accumulator("sum", IrType.Doubles);
        b.Loop("table", 0, Slices * TablePitch, TablePitch, table => b.Assign(sum, sum + b.Load(Scratch.Sums, table + at, IrType.Doubles)));
        return FirstOf(b, count, sum);
    }

    private static Value FirstOf(IrBuilder b, Index? count, Value value) =>
        count is null ? value : b.First(count, value, b.Constant(0, value.Type));

    private Value LoadCoefficient(IrBuilder b, Coefficient coefficient, Index place) =>
        b.Load(Scratch.Coefficients, CoefficientAt(coefficient, place), IrType.Floats, name: coefficient.Name);

    private Index CoefficientAt(Coefficient coefficient, Index place) => (coefficient.Slot * Numeric.RowPitch) + place;

    private Value LoadOrZero(IrBuilder b, Region tensor, Index at, Index? count) =>
        Element.Load(b, tensor, at, count, count is null ? null : Zero(b));

    /// <summary>Visits sixteen channels at a time; the last ones may be fewer.</summary>
    private void ForEachChannel(IrBuilder b, Value epsilon, Index from, Index to, Action<Scope, Index, Index?> body) =>
        b.LaneLoop("channel", from * Value.Lanes, to * Value.Lanes, channel =>
        {
            var count = Numeric.Channels % Value.Lanes == 0 ? null : b.Name("channels", Index.Beyond(Numeric.Channels, channel));
            body(new Scope(this, b, epsilon, channel, count), channel, count);
        });

    /// <summary>
    /// Visits rows, whole or in blocks of places: the rows from and to, the first place and the number of places. Blocks are done
    /// over a few rows before memory moves on.
    /// </summary>
    private void ForEachBlock(IrBuilder b, int block, Index from, Index to, Action<Index, Index, Index, int> body)
    {
        if (block >= Width)
        {
            body(from, to, 0, Width);
            return;
        }

        b.Loop("rows", from, to, Plan.Schedule.BlockRows, rows =>
        {
            var last = b.Name("last", Index.Min(rows + Plan.Schedule.BlockRows, to));
            var looped = Width / block * block;
            b.Loop("block", 0, looped, block, first => body(rows, last, first, block));
            if (looped < Width)
            {
                body(rows, last, looped, Width - looped);
            }
        });
    }

    /// <summary>Visits the vectors of a block of one row.</summary>
    private void ForEachPlace(IrBuilder b, Index first, int places, Action<Index, Index?> body)
    {
        var unroll = Plan.Schedule.Unroll;
        var step = unroll * Value.Lanes;
        var vectors = (places + Value.Lanes - 1) / Value.Lanes;
        var looped = vectors <= Plan.Schedule.UnrolledVectors ? 0 : places / step * step;
        b.Loop("place", first, first + looped, step, place => Repeat(unroll, v => body(place + (v * Value.Lanes), null)));
        Repeat(vectors - (looped / Value.Lanes), v => body(first + looped + (v * Value.Lanes), LanesOf(first + looped, v)));
    }

    /// <summary>Visits the pixels that do not fill a row: few, so that counting every vector's lanes costs little.</summary>
    private void ForEachLeftOver(IrBuilder b, Action<Index, Index, Index> body)
    {
        if (Pixels == 1)
        {
            return;
        }

        var row = b.Name("lastRow", Rows * Width);
        var rest = b.Name("rest", Outer % Pixels * Numeric.Channels);
        b.LaneLoop("place", 0, (rest + (Value.Lanes - 1)).RoundDown(Value.Lanes), place =>
            body(row, place, b.Name("lanes", Index.Beyond(rest, place))));
    }

    private static void Repeat(int times, Action<int> body)
    {
        for (var v = 0; v < times; v++)
        {
            body(v);
        }
    }

    private static Value Zero(IrBuilder b) => b.Constant(0, IrType.Floats);

    private static Value Spread(IrBuilder b, Value scalar) => b.Let(Op.Broadcast, scalar);

    /// <summary>
    /// Sixteen neighbouring channels, or the last few. Tables of one entry per channel are padded to whole vectors, so only tensors
    /// and tables that repeat per pixel need to mind the count.
    /// </summary>
    private sealed class Scope(RowTraversal traversal, IrBuilder b, Value epsilon, Index channel, Index? lanes) : ChannelScope(b, epsilon)
    {
        private readonly Value count = b.Let(Op.Broadcast, b.Number(Outer));

        public override Value Count => count;

        protected override IrType NumberType => IrType.Doubles;

        protected override Value ReadEntry(Region buffer) =>
            Builder.Load(buffer, channel, buffer.IsDouble ? IrType.Doubles : IrType.Floats);

        protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, channel, value);

        protected override void SetCoefficient(Coefficient coefficient, Value value) =>
            Builder.Loop("pixel", 0, traversal.Pixels, 1, pixel => Builder.Store(
                Scratch.Coefficients,
                traversal.CoefficientAt(coefficient, (pixel * traversal.Numeric.Channels) + channel),
                value,
                lanes));
    }
}
