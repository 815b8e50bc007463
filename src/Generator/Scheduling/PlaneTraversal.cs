using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Channel planes: element (o, c, i) at (o C + c) inner + i. A function that reduces goes statistic group by statistic group and
/// finishes each, so that a group is read from memory once and found in cache by the passes that follow. A group is a
/// channel's planes over the batch, or within a sample the neighbouring planes of its channels. A function that only maps goes
/// through memory in order. A row of features is one plane whose parameters lie along it.
/// </summary>
internal sealed class PlaneTraversal(KernelPlan plan) : Traversal(plan)
{
    /// <summary>Over how many rows sums per feature stay in registers.</summary>
    private const int FeatureBlock = 4;

    private const int MostCoefficients = 4;

    /// <summary>The scratch floats of a thread that sums per feature.</summary>
    public const int CoefficientsOfBlock = FeatureBlock * MostCoefficients;

    public NumericPlan Numeric => Plan.Numeric;

    private Index Inner { get; } = plan.Numeric.Inner is { } inner ? new Index.Constant(inner) : Index.Named("inner");

    private Index Channels { get; } = plan.Numeric.Channels;

    /// <summary>The elements of a group that lie side by side.</summary>
    public Index Run => Numeric.PerSample ? Inner * Numeric.GroupChannels : Inner;

    /// <summary>How many such runs a group has.</summary>
    public Index Runs => Numeric.PerSample ? 1 : Outer;

    private int? KnownRun => Run is Index.Constant known ? (int)known.Value : null;

    private Slices Slices => new(Numeric, Outer);

    public override IEnumerable<string> Describe()
    {
        var (inner, unroll) = (Plan.Numeric.Inner, Plan.Schedule.Unroll);
        var what = Numeric.Axes == ReductionAxes.Features ? "rows" : "planes";
        var pace = inner is { } known && IsWrittenOut(known / Value.Lanes) ? "written out" : $"{Vectors(unroll)} an iteration";
        yield return inner is { } size
            ? $"{what} of {Elements(size)}, {pace}"
            : $"{what} of a size known at the call, {pace}";
        if (Numeric.PerSample)
        {
            yield return "group by group, so the second pass over a group finds it in cache";
            yield break;
        }

        yield return "Infer: memory order, 1 read, 1 write";
        yield return "Forward and Backward: channel by channel, so the second pass over a channel's planes finds them in cache";
    }

    protected override IEnumerable<Step> Steps(KernelProgram program)
    {
        if (program.OnlyMaps)
        {
            yield return new(program.Name + "Planes", Channels, (b, _) => MapInOrder(b, (MapStage)program.Stages.Single()));
        }
        else if (program.OnlyPrepares)
        {
            yield return new(program.Name + "Channels", null, (b, epsilon) =>
                b.Loop("channel", 0, Channels, 1, channel => EmitGroup(b, program, epsilon, channel)));
        }
        else if (program.Stages.OfType<FeatureSumStage>().SingleOrDefault() is { } features)
        {
            yield return new(program.Name + "Slices", Slices.Count, (b, epsilon) => ForEachSlice(b, program, epsilon, features)) { NeedsSlot = true };
            yield return new(program.Name + "Parameters", Numeric.FeaturePitch / Value.Lanes, (b, _) => MergeSlices(b, features));
        }
        else
        {
            var pieces = Numeric.PerSample ? Outer * Numeric.Groups : Channels;
            yield return new(program.Name + "Groups", pieces, (b, epsilon) =>
                b.Loop("group", From, To, 1, group => EmitGroup(b, program, epsilon, group)));
            if (Numeric.PerSample && program.Stages.OfType<SumStage>().SingleOrDefault() is { } sum)
            {
                yield return new(program.Name + "Parameters", Numeric.ChannelPitch / Value.Lanes, (b, _) => MergePartials(b, sum.Gradients));
            }
        }
    }

    /// <summary>Maps the planes of some channels in the order of memory.</summary>
    private void MapInOrder(IrBuilder b, MapStage map) =>
        b.Loop("sample", 0, Outer, 1, sample => b.Loop("channel", From, To, 1, channel =>
        {
            var coefficients = map.Coefficients.ToDictionary(c => c, c => Spread(b, b.Load(Scratch.Coefficients, TableAt(c, channel), IrType.Float, name: c.Name)));
            MapPlane(b, map, coefficients, b.Name("plane", ((sample * Channels) + channel) * Inner));
        }));

    /// <summary>Takes each slice's rows one after the other, and sums per feature into the slice's own tables.</summary>
    private void ForEachSlice(IrBuilder b, KernelProgram program, Value epsilon, FeatureSumStage features)
    {
        var rows = b.Name("sliceRows", Slices.Rows);
        b.Loop("slice", From, To, 1, slice =>
        {
            var table = b.Name("table", slice * (features.Totals.Count * Numeric.FeaturePitch));
            b.LaneLoop("place", table, table + (features.Totals.Count * Numeric.FeaturePitch), place =>
                b.Store(Scratch.Sums, place, b.Constant(0, IrType.Doubles)));
            var first = b.Name("firstRow", slice * rows);
            var end = b.Name("endRow", Index.Min(first + rows, Outer));

            // The sums read what the gradient may be written over, so they go first; and over several rows, as their tables are
            // twice as wide as a row.
            b.Loop("block", first, end, FeatureBlock, block =>
            {
                var last = b.Name("last", Index.Min(block + FeatureBlock, end));
                SumFeatures(b, program, epsilon, features, table, block, last);
                b.Loop("row", block, last, 1, row => EmitGroup(b, program, epsilon, row));
            });
        });
    }

    /// <summary>Sums per feature over a block of rows, whose coefficients are kept in scratch memory meanwhile.</summary>
    private void SumFeatures(IrBuilder b, KernelProgram program, Value epsilon, FeatureSumStage features, Index table, Index block, Index last)
    {
        var recall = program.Stages.OfType<RecallStage>().Single();
        var scratch = b.Name("coefficientsOfSlot", Index.Named(Function.Slot) * CoefficientsOfBlock);
        b.Loop("row", block, last, 1, row =>
        {
            var group = new PlaneGroup(this, b, epsilon, row, storesCoefficients: false);
            recall.Read(group);
            for (var i = 0; i < features.Coefficients.Count; i++)
            {
                b.Store(Scratch.Coefficients, scratch + ((row - block) * MostCoefficients) + i, group[features.Coefficients[i]]);
            }
        });

        ForEachVectors(b, Inner, vectors =>
        {
            var sums = vectors
                .Select(vector => features.Totals
                    .Select((_, term) => b.Accumulator("total", Scratch.Sums, table + (term * Numeric.FeaturePitch) + vector.Offset, IrType.Doubles))
                    .ToList())
                .ToList();
            b.Loop("row", block, last, 1, row =>
            {
                var at = b.Name("at", scratch + ((row - block) * MostCoefficients));
                var coefficients = features.Coefficients.Select((c, i) => (c, i)).ToDictionary(
                    entry => entry.c, entry => Spread(b, b.Load(Scratch.Coefficients, at + entry.i, IrType.Float, name: entry.c.Name)));
                var start = b.Name("start", row * Inner);
                for (var v = 0; v < vectors.Count; v++)
                {
                    b.Seam();
                    var loaded = LoadAll(b, features.Tensors, start, vectors[v].Offset, vectors[v].Count);
                    Accumulation.Add(b, sums[v], features.Terms(new ElementScope(b, t => loaded[t], c => coefficients[c])));
                }
            });
            for (var v = 0; v < vectors.Count; v++)
            {
                for (var term = 0; term < features.Totals.Count; term++)
                {
                    b.Store(Scratch.Sums, table + (term * Numeric.FeaturePitch) + vectors[v].Offset, sums[v][term]);
                }
            }
        });
    }

    /// <summary>Adds up the tables of all slices in their order.</summary>
    private void MergeSlices(IrBuilder b, FeatureSumStage features)
    {
        var pitch = features.Totals.Count * Numeric.FeaturePitch;
        var tables = b.Name("tables", Slices.Count * pitch);
        b.LaneLoop("feature", From * Value.Lanes, To * Value.Lanes, feature =>
        {
            for (var term = 0; term < features.Totals.Count; term++)
            {
                var at = (term * Numeric.FeaturePitch) + feature;
                var total = b.Accumulator("total", IrType.Doubles);
                b.Loop("table", 0, tables, pitch, table => b.Assign(total, total + b.Load(Scratch.Sums, table + at, IrType.Doubles)));
                b.Store(features.Totals[term], feature, b.Narrow(total));
            }
        });
    }

    /// <summary>Carries out all stages for one statistic group.</summary>
    private void EmitGroup(IrBuilder b, KernelProgram program, Value epsilon, Index piece)
    {
        var group = new PlaneGroup(this, b, epsilon, piece, program.OnlyPrepares);
        foreach (var stage in program.Stages)
        {
            switch (stage)
            {
                case MomentsStage moments:
                    group.Know(moments.HasMean ? TakeMoments(b, moments.Tensor, group) : TakeSquares(b, moments.Tensor, group));
                    moments.Then(group, group.Moments!);
                    break;
                case RecallStage recall:
                    group.Know(recall.Read(group));
                    break;
                case ChannelStage definition:
                    group.Define(definition);
                    break;
                case SumStage sum:
                    TakeSums(b, sum, group);
                    break;
                case MapStage map:
                    group.ForEachChannel(channel =>
                    {
                        var coefficients = map.Coefficients.ToDictionary(c => c, c => Spread(b, channel[c]));
                        ForEachPlane(b, group, channel, plane => MapPlane(b, map, coefficients, plane));
                    });
                    break;
            }
        }
    }

    /// <summary>
    /// Maps a plane. Its last lanes, where it has sixteen, are done with a vector that overlaps the one before: read first, so that a
    /// plane may be mapped onto itself, and written last, over equal values.
    /// </summary>
    private void MapPlane(IrBuilder b, MapStage map, IReadOnlyDictionary<Coefficient, Value> coefficients, Index plane)
    {
        var overlaps = Numeric.Inner is { } inner && inner >= Value.Lanes && inner % Value.Lanes != 0;
        var last = Inner - Value.Lanes;
        var lastLoaded = overlaps ? LoadAll(b, map.Tensors, plane, last, null) : null;
        ForEachVector(b, Inner, !overlaps, (offset, count) =>
            StoreMapped(b, map, LoadAll(b, map.Tensors, plane, offset, count), coefficients, plane + offset, count));
        if (lastLoaded is not null)
        {
            b.Seam();
            StoreMapped(b, map, lastLoaded, coefficients, plane + last, null);
        }
    }

    private Dictionary<Region, Value> LoadAll(IrBuilder b, IReadOnlyList<Region> tensors, Index plane, Index offset, Index? count) =>
        tensors.ToDictionary(t => t, t => LoadAt(b, t, plane, offset, count, count is null ? null : Zero(b)));

    /// <summary>Sixteen elements of a tensor, or of a table of one entry per feature.</summary>
    private Value LoadAt(IrBuilder b, Region region, Index plane, Index offset, Index? count, Value? fill) =>
        Element.Load(b, region, Tensors.Contain(region) ? plane + offset : offset, count, fill);

    /// <summary>Sums of terms over runs of elements, in sixteen lanes each.</summary>
    private IReadOnlyList<Value> Reduce(
        IrBuilder b,
        IReadOnlyList<SumInput> inputs,
        IReadOnlyDictionary<Coefficient, Value> coefficients,
        Func<ElementScope, IReadOnlyList<Term>> terms,
        int termCount,
        Action<Action<Index>> forEachRun,
        Index length)
    {
        var sums = Enumerable.Range(0, termCount).Select(_ => b.Accumulator("total", IrType.Doubles)).ToList();
        forEachRun(run => ForEachVector(b, length, true, (offset, count) =>
        {
            var loaded = inputs.ToDictionary(
                i => i.Tensor,
                i => LoadAt(b, i.Tensor, run, offset, count, count is null ? null : i.Neutral is { } neutral ? coefficients[neutral] : Zero(b)));
            Accumulation.Add(b, sums, terms(new ElementScope(b, t => loaded[t], c => coefficients[c])));
        }));
        return sums;
    }

    private void TakeSums(IrBuilder b, SumStage sum, PlaneGroup group)
    {
        var totals = Numeric.GroupChannels == 1
            ? null
            : Enumerable.Range(0, sum.TermCount).Select(_ => b.Accumulator("share", IrType.Double)).ToList();
        IReadOnlyList<Value> shares = [];
        group.ForEachChannel(channel =>
        {
            var coefficients = sum.Coefficients.ToDictionary(c => c, c => Spread(b, channel[c]));
            var lanes = Reduce(b, sum.Tensors, coefficients, sum.Terms, sum.TermCount, run => ForEachPlane(b, group, channel, run), Inner);
            var result = sum.Then(channel, [.. lanes.Select(b.Fold)]);
            for (var i = 0; i < sum.Gradients.Count; i++)
            {
                channel.AddGradient(sum.Gradients[i], i, result.Gradients[i]);
            }

            shares = result.Shares;
            for (var i = 0; i < (totals?.Count ?? 0); i++)
            {
                b.Assign(totals![i], totals[i] + shares[i]);
            }
        });
        sum.ThenTotal(group, group.Moments!, totals ?? shares);
    }

    private Moments TakeSquares(IrBuilder b, Region tensor, PlaneGroup group)
    {
        var sums = Reduce(b, [new(tensor)], EmptyCoefficients, e => [new(e[tensor], e[tensor])], 1, run => ForEachRun(b, group, run), Run);
        return new(group.Number(0), (b.Fold(sums[0]) / group.Count).Named("squares"));
    }

    private static IReadOnlyDictionary<Coefficient, Value> EmptyCoefficients { get; } = new Dictionary<Coefficient, Value>();

    private Moments TakeMoments(IrBuilder b, Region tensor, PlaneGroup group)
    {
        var start = group.Start;
        var laneCount = Index.Min(Run, Value.Lanes);
        var count = laneCount is Index.Constant { Value: Value.Lanes } ? null : laneCount;
        var about = TakeShift(b, tensor, Element.Load(b, tensor, start, count, Zero(b)), count, group);
        var origin = b.Widen(b.Load(tensor, start, IrType.Float));

        var shift = new Dictionary<Coefficient, Value> { [Shift] = about };
        var sums = Reduce(
            b, [new(tensor, Shift)], shift, e => MomentsRecipe.Terms(e[tensor], e[Shift]), 2, run => ForEachRun(b, group, run), Run);

        var vectors = Run / Value.Lanes;
        var full = Spread(b, b.Number(Runs * vectors));
        var counts = (Run % Value.Lanes).IsZero ? full : b.First(Run % Value.Lanes, Spread(b, b.Number(Runs * (vectors + 1))), full);
        var moved = MomentsRecipe.Move(sums[0], sums[1], counts, b.Widen(about) - Spread(b, origin));
        var taken = MomentsRecipe.FromSums(origin, b.Fold(moved.Sum), b.Fold(moved.Squares), group.Count);
        var mean = b.Variable("groupMean", taken.Mean);
        var deviations = b.Variable("deviations", taken.SquaredDeviations);

        b.Unless(MomentsRecipe.IsSound(b, b.Fold(sums[1]), deviations), () =>
        {
            b.Comment("The shifts were poor or a difference overflowed: again in double, about the mean.");
            var second = MomentsRecipe.SecondShift(b, mean);
            var again = ReduceInDouble(b, tensor, second, group);
            var better = MomentsRecipe.FromSums(b.Widen(second), b.Fold(again.Sum), b.Fold(again.Squares), group.Count);
            b.Assign(mean, better.Mean);
            b.Assign(deviations, better.SquaredDeviations);
        });

        return new(mean, MomentsRecipe.Variance(b, deviations, group.Count));
    }

    /// <summary>
    /// Sixteen lanes of a plane are shifts good enough on average; where a plane may have fewer, they are means over samples.
    /// </summary>
    private Value TakeShift(IrBuilder b, Region tensor, Value first, Index? count, PlaneGroup group)
    {
        if (Numeric.PerSample || KnownRun >= Value.Lanes)
        {
            return first;
        }

        var samples = b.Name("samples", MomentsRecipe.ShiftCount(Outer));
        var differences = b.Accumulator("differences", IrType.Floats);
        b.Loop("sample", 1, samples, 1, sample =>
        {
            var plane = b.Name("plane", ((sample * Channels) + group.Piece) * Inner);
            b.Assign(differences, differences + (Element.Load(b, tensor, plane, count, first) - first));
        });
        return MomentsRecipe.ShiftOf(b, first, differences, samples);
    }

    private (Value Sum, Value Squares) ReduceInDouble(IrBuilder b, Region tensor, Value shift, PlaneGroup group)
    {
        var (sum, squares) = (b.Accumulator("total", IrType.Doubles), b.Accumulator("total", IrType.Doubles));
        var (fill, about) = (Spread(b, shift), Spread(b, b.Widen(shift)));
        ForEachRun(b, group, run => ForEachVector(b, Run, true, (offset, count) =>
        {
            var difference = b.Widen(Element.Load(b, tensor, run + offset, count, count is null ? null : fill)) - about;
            b.Assign(sum, sum + difference);
            b.Assign(squares, squares + (difference * difference));
        }));
        return (sum, squares);
    }

    /// <summary>Visits the runs of a group.</summary>
    private void ForEachRun(IrBuilder b, PlaneGroup group, Action<Index> body)
    {
        if (Numeric.PerSample)
        {
            body(group.Start);
        }
        else
        {
            b.Loop("sample", 0, Outer, 1, sample => body(b.Name("plane", ((sample * Channels) + group.Piece) * Inner)));
        }
    }

    /// <summary>Visits the planes of a channel of a group.</summary>
    private void ForEachPlane(IrBuilder b, PlaneGroup group, PlaneChannel channel, Action<Index> body)
    {
        if (Numeric.PerSample)
        {
            body(Numeric.GroupChannels == 1 ? group.Start : b.Name("plane", group.Start + (channel.Within * Inner)));
        }
        else
        {
            ForEachRun(b, group, body);
        }
    }

    /// <summary>Visits the vectors of a run in bundles of as many as are unrolled, the lanes left over at its end by themselves.</summary>
    private void ForEachVectors(IrBuilder b, Index length, Action<IReadOnlyList<(Index Offset, Index? Count)>> body)
    {
        IReadOnlyList<(Index, Index?)> Bundle(Index first, int vectors) =>
            [.. Enumerable.Range(0, vectors).Select(v => (first + (v * Value.Lanes), (Index?)null))];

        var known = (int)((Index.Constant)length).Value;
        var step = Plan.Schedule.Unroll * Value.Lanes;
        var whole = known / step * step;
        b.Loop("i", 0, whole, step, i => body(Bundle(i, Plan.Schedule.Unroll)));
        if (known % step / Value.Lanes is var vectors and > 0)
        {
            body(Bundle(whole, vectors));
        }

        if (known % Value.Lanes is var rest and > 0)
        {
            body([(known - rest, rest)]);
        }
    }

    /// <summary>Visits the vectors of a run, several an iteration, and if asked to the lanes left over at its end.</summary>
    private void ForEachVector(IrBuilder b, Index length, bool withRest, Action<Index, Index?> body)
    {
        void Vector(Index offset, Index? count)
        {
            b.Seam();
            body(offset, count);
        }

        var unroll = Plan.Schedule.Unroll;
        if (length is Index.Constant { Value: var written } && IsWrittenOut((int)written / Value.Lanes))
        {
            Repeat((int)written / Value.Lanes, v => Vector(v, null));
        }
        else
        {
            var (step, whole) = (unroll * Value.Lanes, length.RoundDown(unroll * Value.Lanes));
            b.Loop("i", 0, whole, step, i => Repeat(unroll, v => Vector(i + v, null)));
            if (length is Index.Constant { Value: var known })
            {
                Repeat((int)known % step / Value.Lanes, v => Vector(whole + v, null));
            }
            else
            {
                b.Loop("i", whole, length.RoundDown(Value.Lanes), Value.Lanes, i => Vector(i, null));
            }
        }

        var rest = withRest ? length % Value.Lanes : Index.Zero;
        b.WhenNonZero(rest, () => Vector(length.RoundDown(Value.Lanes), rest));
    }

    private bool IsWrittenOut(int vectors) => vectors <= Plan.Schedule.UnrolledVectors;

    private static void Repeat(int times, Action<Index> body)
    {
        for (var v = 0; v < times; v++)
        {
            body(v * Value.Lanes);
        }
    }

    public Index TableAt(Coefficient coefficient, Index channel) => (coefficient.Slot * Numeric.RowPitch) + channel;

    private static Value Zero(IrBuilder b) => b.Constant(0, IrType.Floats);

    private static Value Spread(IrBuilder b, Value scalar) => b.Let(Op.Broadcast, scalar);
}
