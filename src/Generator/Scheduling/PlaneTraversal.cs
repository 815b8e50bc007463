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
    public NumericPlan Numeric => Plan.Numeric;

    private Index Inner { get; } = plan.Numeric.Inner is { } inner ? new Index.Constant(inner) : Index.Named("inner");

    private Index Channels { get; } = plan.Numeric.Channels;

    public static Index Samples => Outer;

    /// <summary>The elements of a group that lie side by side.</summary>
    public Index Run => Numeric.PerSample ? Inner * Numeric.GroupChannels : Inner;

    /// <summary>How many such runs a group has.</summary>
    public Index Runs => Numeric.PerSample ? 1 : Outer;

    private Slices Slices => new(Numeric, Outer);

    public override IEnumerable<string> Describe()
    {
        var (inner, unroll) = (Plan.Numeric.Inner, Plan.Schedule.Unroll);
        var what = Numeric.Axes == ReductionAxes.Features ? "rows" : "planes";
        var pace = inner is { } known && IsWrittenOut(known / Value.Lanes) ? "written out" : $"{Vectors(unroll)} an iteration";
        yield return inner is { } size
            ? $"{what} of {Elements(size)}, {pace}"
            : $"{what} of a size known at the call, {pace}";
        var order = PlaneBlock.Fits(Numeric)
            ? "sixteen channels at a time, sums in double and folded together"
            : $"{(Numeric.PerSample ? "group by group" : "channel by channel")}, sums in float over short runs";
        if (!Numeric.PerSample)
        {
            yield return "Infer: memory order, 1 read, 1 write";
        }

        yield return $"{(Numeric.PerSample ? "" : "Forward and Backward: ")}{order}, so the second pass finds its elements in cache";
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
            var sums = new FeatureSums(this, features);
            yield return new(program.Name + "Parameters", sums.MergedVectors(Outer), (b, _) => sums.Merge(b, Slices.Count, From, To));
        }
        else
        {
            if (PlaneBlock.Fits(Numeric))
            {
                yield return new(program.Name + "Blocks", PlaneBlock.Pieces(Numeric, Outer), (b, epsilon) =>
                    b.Loop("block", From, To, 1, block => new PlaneBlock(this, b, epsilon, block).Carry(program.Stages)));
            }
            else
            {
                var pieces = Numeric.PerSample ? Outer * Numeric.Groups : Channels;
                yield return new(program.Name + "Groups", pieces, (b, epsilon) =>
                    b.Loop("group", From, To, 1, group => EmitGroup(b, program, epsilon, group)));
            }

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
    private void ForEachSlice(IrBuilder b, KernelProgram program, Value epsilon, FeatureSumStage stage)
    {
        var sums = new FeatureSums(this, stage);
        var recall = program.Stages.OfType<RecallStage>().Single();
        var rows = b.Name("sliceRows", Slices.Rows);
        b.Loop("slice", From, To, 1, slice =>
        {
            sums.Clear(b, slice, Outer);
            var first = b.Name("firstRow", slice * rows);
            var end = b.Name("endRow", Index.Min(first + rows, Outer));

            // The sums read what the gradient may be written over, so they go first; and over several rows, as their tables are
            // twice as wide as a row.
            b.Loop("block", first, end, FeatureSums.BlockRows, block =>
            {
                var last = b.Name("last", Index.Min(block + FeatureSums.BlockRows, end));
                sums.AddBlock(b, slice, Outer, block, last, row =>
                {
                    var group = new PlaneGroup(this, b, epsilon, row, storesCoefficients: false);
                    recall.Read(group);
                    return coefficient => group[coefficient];
                });
                b.Loop("row", block, last, 1, row => EmitGroup(b, program, epsilon, row));
            });
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
                    var taken = new PlaneMoments(this, b, group, moments.Tensor);
                    group.Know(moments.HasMean ? taken.OfDeviations() : taken.OfSquares());
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
    public void MapPlane(IrBuilder b, MapStage map, IReadOnlyDictionary<Coefficient, Value> coefficients, Index plane)
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

    public Dictionary<Region, Value> LoadAll(IrBuilder b, IReadOnlyList<Region> tensors, Index plane, Index offset, Index? count) =>
        tensors.ToDictionary(t => t, t => LoadAt(b, t, plane, offset, count, count is null ? null : Zero(b)));

    /// <summary>Sixteen elements of a tensor, or of a table of one entry per feature.</summary>
    public Value LoadAt(IrBuilder b, Region region, Index plane, Index offset, Index? count, Value? fill) =>
        Element.Load(b, region, Tensors.Contain(region) ? plane + offset : offset, count, fill);

    private void TakeSums(IrBuilder b, SumStage sum, PlaneGroup group)
    {
        var totals = Numeric.GroupChannels == 1
            ? null
            : Enumerable.Range(0, sum.TermCount).Select(_ => b.Accumulator("share", IrType.Double)).ToList();
        IReadOnlyList<Value> shares = [];
        group.ForEachChannel(channel =>
        {
            var result = sum.Then(channel, SumsOf(b, sum, group, channel));
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

    private IReadOnlyList<Value> SumsOf(IrBuilder b, SumStage sum, PlaneGroup group, PlaneChannel channel)
    {
        var coefficients = sum.Coefficients.ToDictionary(c => c, c => Spread(b, channel[c]));
        var sums = new PlaneSums(b, Plan.Schedule, RunsOf(group, channel), sum.TermCount, (start, offset, count) =>
        {
            var loaded = sum.Tensors.ToDictionary(
                i => i.Tensor,
                i => LoadAt(b, i.Tensor, start, offset, count, count is null ? null : i.Neutral is { } neutral ? coefficients[neutral] : Zero(b)));
            return sum.Terms(new ElementScope(b, t => loaded[t], c => coefficients[c]));
        });
        if (Numeric.SumsInDouble)
        {
            return [.. sums.InDouble().Select(b.Fold)];
        }

        var totals = sums.InFloat(hasPeak: false, sum.Magnified).Totals
            .Select((total, i) => b.Variable("sum", i == sum.Magnified ? b.Fold(total) * b.Constant(1 / FloatRuns.Magnification, IrType.Double) : b.Fold(total)))
            .ToList();
        b.Unless(Accumulation.IsSound(b, totals, sum.MayUnderflow), () =>
        {
            b.Comment("A float was too small or too large for a term: again in double.");
            var again = sums.InDouble();
            for (var i = 0; i < totals.Count; i++)
            {
                b.Assign(totals[i], b.Fold(again[i]));
            }
        });
        return totals;
    }

    /// <summary>The elements of a group.</summary>
    public PlaneRuns RunsOf(PlaneGroup group) => Numeric.PerSample
        ? new(Run, null, _ => group.Start)
        : new(Inner, Outer, sample => ((sample * Channels) + group.Piece) * Inner);

    /// <summary>Those of one of its channels.</summary>
    private PlaneRuns RunsOf(PlaneGroup group, PlaneChannel channel) => Numeric.PerSample && Numeric.GroupChannels > 1
        ? new(Inner, null, _ => group.Start + (channel.Within * Inner))
        : RunsOf(group);

    /// <summary>Visits the planes of a channel of a group.</summary>
    private void ForEachPlane(IrBuilder b, PlaneGroup group, PlaneChannel channel, Action<Index> body)
    {
        var runs = RunsOf(group, channel);
        if (runs.Samples is null)
        {
            body(b.Name("plane", runs.Start(0)));
        }
        else
        {
            b.Loop("sample", 0, runs.Samples, 1, sample => body(b.Name("plane", runs.Start(sample))));
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
            else if (unroll > 1)
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
