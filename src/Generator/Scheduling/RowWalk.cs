using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Elements;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>Writes the passes over the rows of a batch or of a sample: shifts, sums, what is computed per channel, maps.</summary>
internal sealed partial class RowWalk(KernelPlan plan, Coefficient shift, IrBuilder b, Value epsilon, RowFrame frame)
{
    public Element Element { get; } = Catalogue.Of(plan.Spec.Element);

    public IrBuilder Builder => b;

    public Value Epsilon => epsilon;

    public RowFrame Frame => frame;

    public NumericPlan Numeric => plan.Numeric;

    public int Pixels => Numeric.RowPixels;

    /// <summary>Sums of gradients have no peak to tell of an element that outweighs the others, so their runs are shorter.</summary>
    private const int RunRowsOfSums = FloatRuns.UnwatchedChain;

    private int Width => Numeric.RowWidth;

    /// <summary>Whole rows; a pixel is a row where rows are not packed.</summary>
    public Index Rows => frame.Positions / Pixels;

    private Slices Slices => new(Numeric, Rows);

    /// <summary>The distance between the tables of sums of two slices.</summary>
    private int TablePitch => (Catalogue.Of(plan.Spec.Kind).SumCount + 1) * Numeric.RowPitch;

    /// <summary>A table of one double per channel behind the sums: what a group gathers from its channels, and gives them.</summary>
    private Index ChannelTable(int number) => frame.Sums + (TablePitch + Value.Lanes + (number * Numeric.ChannelPitch));

    /// <summary>Sums what elements differ from their shift, and the squares; beside them the peaks.</summary>
    public void ReduceMoments(Region tensor) => Reduce(new(
        [new(tensor, shift)],
        [shift],
        e => MomentsRecipe.Terms(e[tensor], e[shift]),
        TermCount: 2,
        MomentsRecipe.RunRows(Rows),
        HasPeak: true,
        Magnified: null));

    public static RowReduction OfSums(SumStage sum) =>
        new(sum.Tensors, sum.Coefficients, sum.Terms, sum.TermCount, RunRowsOfSums, HasPeak: false, sum.Magnified);

    /// <summary>Carries out all stages, one after the other.</summary>
    public void Carry(IReadOnlyList<Stage> stages)
    {
        var recall = stages.OfType<RecallStage>().SingleOrDefault();
        foreach (var stage in stages)
        {
            switch (stage)
            {
                case RecallStage:
                    ForEachGroup(group => SpreadMoments(group, recall!.Read(group)));
                    break;
                case MomentsStage moments:
                    TakeShifts(moments.Tensor);
                    ReduceMoments(moments.Tensor);
                    ForEachChannel(0, Numeric.ChannelPitch / Value.Lanes, (scope, channel, count) =>
                    {
                        var (about, sum, squares) = FinishChannelSums(moments.Tensor, scope, channel, count);
                        b.Store(Scratch.Sums, ChannelTable(0) + channel, about);
                        b.Store(Scratch.Sums, ChannelTable(1) + channel, sum);
                        b.Store(Scratch.Sums, ChannelTable(2) + channel, squares);
                    });
                    ForEachGroup(group =>
                    {
                        var merged = MergeMoments(group);
                        moments.Then(group, merged);
                        SpreadMoments(group, merged);
                    });
                    break;
                case ChannelStage definition:
                    ForEachChannel(0, Numeric.ChannelPitch / Value.Lanes, (scope, channel, _) =>
                    {
                        scope.Know(MomentsOf(channel));
                        definition.Then(scope);
                    });
                    break;
                case SumStage sum:
                    Reduce(OfSums(sum));
                    ForEachChannel(0, Numeric.ChannelPitch / Value.Lanes, (scope, channel, count) =>
                    {
                        scope.Know(MomentsOf(channel));
                        var totals = sum.Then(scope, FinishSums(sum, channel, count));
                        for (var i = 0; i < totals.Gradients.Count; i++)
                        {
                            b.Store(Scratch.Partials, Traversal.PartialAt(Numeric, frame.Sample!, i) + channel, totals.Gradients[i]);
                        }

                        for (var i = 0; i < totals.Shares.Count; i++)
                        {
                            b.Store(Scratch.Sums, ChannelTable(2 + i) + channel, totals.Shares[i]);
                        }
                    });
                    ForEachGroup(group =>
                    {
                        var moments = new Moments(
                            b.Load(Scratch.Sums, ChannelTable(0) + group.FirstChannel, IrType.Double),
                            b.Load(Scratch.Sums, ChannelTable(1) + group.FirstChannel, IrType.Double));
                        var totals = Enumerable.Range(2, sum.TermCount).Select(table => TotalOf(group, table)).ToList();
                        sum.ThenTotal(group, moments, totals);
                    });
                    break;
                case MapStage map:
                    Map(map, 0, Pixels == 1 ? Rows : Rows + 1);
                    break;
            }
        }
    }

    public void Map(MapStage map, Index first, Index end)
    {
        var (from, to) = Pixels == 1 ? (first, end) : (b.Name("firstRow", Index.Min(first, Rows)), b.Name("endRow", Index.Min(end, Rows)));
        if (plan.Schedule.Fits(map.Coefficients.Count * Numeric.RowVectors))
        {
            var resident = Enumerable.Range(0, Numeric.RowVectors).Select(v => LoadCoefficients(map, v * Value.Lanes)).ToList();
            b.Loop("row", from * Width, to * Width, Width, row =>
                Repeat(Numeric.RowVectors, v => MapVector(map, row + (v * Value.Lanes), resident[v], LanesOf(0, v))));
        }
        else
        {
            ForEachBlock(Schedule.PlaceBlock(Width, map.Coefficients.Count), from, to, (firstRow, last, start, places) =>
                b.Loop("row", firstRow * Width, last * Width, Width, row => MapPlaces(map, row, start, places)));
        }

        b.WhenNonZero(Pixels == 1 ? 0 : Index.Beyond(end, Rows), () =>
            ForEachLeftOver((row, place, count) => MapVector(map, row + place, LoadCoefficients(map, place), count)));
    }

    private void MapVector(MapStage map, Index at, IReadOnlyDictionary<Coefficient, Value> coefficients, Index? count)
    {
        b.Seam();
        Traversal.StoreMapped(b, map, LoadAll(map, at, count), coefficients, frame.Tensor + at, count);
    }

    /// <summary>
    /// Maps a block of one row. Its last lanes, where it has sixteen, are done with a vector that overlaps the one before: read
    /// first, so that a row may be mapped onto itself, and written last, over equal values.
    /// </summary>
    private void MapPlaces(MapStage map, Index row, Index first, int places)
    {
        var overlaps = places > Value.Lanes && places % Value.Lanes != 0;
        var last = first + (places - Value.Lanes);
        var lastLoaded = overlaps ? LoadAll(map, row + last, null) : null;
        ForEachPlace(first, overlaps ? places / Value.Lanes * Value.Lanes : places, (place, count) =>
            MapVector(map, row + place, LoadCoefficients(map, place), count));
        if (lastLoaded is not null)
        {
            b.Seam();
            Traversal.StoreMapped(b, map, lastLoaded, LoadCoefficients(map, last), frame.Tensor + (row + last), null);
        }
    }

    private Dictionary<Region, Value> LoadAll(MapStage map, Index at, Index? count) =>
        map.Tensors.ToDictionary(t => t, t => LoadOrZero(t, at, count));

    private Dictionary<Coefficient, Value> LoadCoefficients(MapStage map, Index place) =>
        map.Coefficients.ToDictionary(c => c, c => LoadCoefficient(c, place));

    /// <summary>Fills a table of sums for each slice: one entry per term and place of the row.</summary>
    public void Reduce(RowReduction reduction)
    {
        if (Numeric.MostSlices == 1)
        {
            ReduceSlice(reduction, 0, 0, Rows);
            return;
        }

        var rows = b.Name("sliceRows", Slices.Rows);
        b.Loop("slice", Index.Named(Function.From), Index.Named(Function.To), 1, slice =>
        {
            var first = b.Name("firstRow", slice * rows);
            ReduceSlice(reduction, slice, first, b.Name("endRow", Index.Min(first + rows, Rows)));
        });
    }

    private void ReduceSlice(RowReduction reduction, Index slice, Index from, Index to)
    {
        var table = b.Name("table", frame.Sums + (slice * TablePitch));
        b.LaneLoop("place", table, table + ((reduction.TermCount + (reduction.HasPeak ? 1 : 0)) * Numeric.RowPitch), place =>
            b.Store(Scratch.Sums, place, b.Constant(0, IrType.Doubles)));

        // Packed rows may be more pixels than there are; then there is no first row to take invariants from.
        b.WhenNonZero(Pixels == 1 ? 1 : to - from, () => ReduceRows(reduction, table, from, to));

        b.WhenNonZero(Pixels == 1 ? 0 : Index.Beyond(1, slice), () => ForEachLeftOver((row, place, count) =>
        {
            var cell = new RowCell(this, b, reduction, table, place, count);
            cell.Add(row);
            cell.Save();
        }));
    }

    private void ReduceRows(RowReduction reduction, Index table, Index from, Index to)
    {
        var tile = plan.Schedule.Tile(Numeric.RowVectors, reduction.TermCount, reduction.Invariants.Count);
        var runRows = b.Name("runRows", reduction.RunRows);
        b.Loop("run", from, to, runRows, run =>
        {
            var end = b.Name("end", Index.Min(run + runRows, to));
            var looped = tile >= Numeric.RowVectors ? 0 : Width / Value.Lanes / tile * tile;
            b.Loop("tile", 0, looped * Value.Lanes, tile * Value.Lanes, first => ReduceTile(reduction, table, first, tile, run, end));
            ReduceTile(reduction, table, looped * Value.Lanes, Numeric.RowVectors - looped, run, end);
        });
    }

    private void ReduceTile(RowReduction reduction, Index table, Index first, int vectors, Index from, Index to)
    {
        if (vectors == 0)
        {
            return;
        }

        var cells = Enumerable.Range(0, vectors)
            .Select(v => new RowCell(this, b, reduction, table, first + (v * Value.Lanes), LanesOf(first, v)))
            .ToList();
        b.Loop("row", from * Width, to * Width, Width, row => cells.ForEach(cell => cell.Add(row)));
        cells.ForEach(cell => cell.Save());
    }

    /// <summary>The lanes of the vth vector from a place on: null where all sixteen are there.</summary>
    private Index? LanesOf(Index first, int v) =>
        first is Index.Constant start && start.Value + ((v + 1) * Value.Lanes) > Width ? Width % Value.Lanes : null;

    /// <summary>The shift of a place is the mean of its first rows; where there is no whole row, its only element.</summary>
    public void TakeShifts(Region tensor)
    {
        b.WhenNonZero(Pixels == 1 ? 1 : Rows, () =>
        {
            var rows = b.Name("shiftRows", MomentsRecipe.ShiftCount(Rows));
            void Take(Index place, Index? count)
            {
                var first = LoadOrZero(tensor, place, count);
                var differences = b.Accumulator("differences", IrType.Floats);
                b.Loop("row", Width, rows * Width, Width, row => b.Assign(
                    differences,
                    differences + (Element.Load(b, tensor, frame.Tensor + (row + place), count, count is null ? null : first) - first)));
                b.Store(Scratch.Coefficients, CoefficientAt(shift, place), MomentsRecipe.ShiftOf(b, first, differences, rows));
            }

            var whole = Width / Value.Lanes * Value.Lanes;
            b.LaneLoop("place", 0, whole, place => Take(place, null));
            if (whole < Width)
            {
                Take(whole, Width - whole);
            }
        });

        b.WhenNonZero(Pixels == 1 ? 0 : Index.Beyond(1, Rows), () => ForEachLeftOver((row, place, count) =>
            b.Store(Scratch.Coefficients, CoefficientAt(shift, place), LoadOrZero(tensor, row + place, count))));
    }

    private void ForEachGroup(Action<GroupRow> body) => b.Loop("group", 0, Numeric.Groups, 1, group => body(new(this, group)));

    public Value LoadCoefficient(Coefficient coefficient, Index place) =>
        b.Load(Scratch.Coefficients, CoefficientAt(coefficient, place), IrType.Floats, name: coefficient.Name);

    public Index CoefficientAt(Coefficient coefficient, Index place) => frame.Coefficients + ((coefficient.Slot * Numeric.RowPitch) + place);

    private Value LoadOrZero(Region tensor, Index at, Index? count) =>
        Element.Load(b, tensor, frame.Tensor + at, count, count is null ? null : Zero());

    /// <summary>Visits sixteen channels at a time; the last ones may be fewer.</summary>
    public void ForEachChannel(Index from, Index to, Action<ChannelRow, Index, Index?> body) =>
        b.LaneLoop("channel", from * Value.Lanes, to * Value.Lanes, channel =>
        {
            var count = Numeric.Channels % Value.Lanes == 0 ? null : b.Name("channels", Index.Beyond(Numeric.Channels, channel));
            body(new ChannelRow(this, channel, count), channel, count);
        });

    /// <summary>
    /// Visits rows, whole or in blocks of places: the rows from and to, the first place and the number of places. Blocks are done
    /// over a few rows before memory moves on.
    /// </summary>
    private void ForEachBlock(int block, Index from, Index to, Action<Index, Index, Index, int> body)
    {
        if (block >= Width)
        {
            body(from, to, 0, Width);
            return;
        }

        b.Loop("rows", from, to, plan.Schedule.BlockRows, rows =>
        {
            var last = b.Name("last", Index.Min(rows + plan.Schedule.BlockRows, to));
            var looped = Width / block * block;
            b.Loop("block", 0, looped, block, first => body(rows, last, first, block));
            if (looped < Width)
            {
                body(rows, last, looped, Width - looped);
            }
        });
    }

    /// <summary>Visits the vectors of a block of one row.</summary>
    private void ForEachPlace(Index first, int places, Action<Index, Index?> body)
    {
        var unroll = plan.Schedule.Unroll;
        var step = unroll * Value.Lanes;
        var vectors = (places + Value.Lanes - 1) / Value.Lanes;
        var looped = vectors <= plan.Schedule.UnrolledVectors ? 0 : places / step * step;
        b.Loop("place", first, first + looped, step, place => Repeat(unroll, v => body(place + (v * Value.Lanes), null)));
        Repeat(vectors - (looped / Value.Lanes), v => body(first + looped + (v * Value.Lanes), LanesOf(first + looped, v)));
    }

    /// <summary>Visits the pixels that do not fill a row: few, so that counting every vector's lanes costs little.</summary>
    private void ForEachLeftOver(Action<Index, Index, Index> body)
    {
        if (Pixels == 1)
        {
            return;
        }

        var row = b.Name("lastRow", Rows * Width);
        var rest = b.Name("rest", frame.Positions % Pixels * Numeric.Channels);
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

    public Value Zero() => b.Constant(0, IrType.Floats);

    public Value Spread(Value scalar) => b.Let(Op.Broadcast, scalar);
}
