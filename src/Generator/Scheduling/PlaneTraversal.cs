using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Channel planes: element (o, c, i) at (o C + c) inner + i. A function that reduces goes channel by channel and finishes each,
/// so that a channel's planes are read from memory once and found in cache by the passes that follow. A function that only
/// maps goes through memory in order.
/// </summary>
internal sealed class PlaneTraversal(KernelPlan plan) : Traversal(plan)
{
    private Index Inner { get; } = plan.Numeric.Inner is { } inner ? new Index.Constant(inner) : Index.Named("inner");

    private Index Channels { get; } = plan.Numeric.Channels;

    public override IEnumerable<string> Describe()
    {
        var (inner, unroll) = (Plan.Numeric.Inner, Plan.Schedule.Unroll);
        var pace = inner is { } known && IsWrittenOut(known / Value.Lanes) ? "written out" : $"{Vectors(unroll)} an iteration";
        yield return inner is { } size
            ? $"planes of {Elements(size)}, {pace}"
            : $"planes of a size known at the call, {pace}";
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
            yield return new(program.Name + "Channels", null, (b, epsilon) => ForEachChannel(b, program, epsilon, 0, Channels));
        }
        else
        {
            yield return new(program.Name + "Channels", Channels, (b, epsilon) => ForEachChannel(b, program, epsilon, From, To));
        }
    }

    /// <summary>Maps the planes of some channels in the order of memory.</summary>
    private void MapInOrder(IrBuilder b, MapStage map) =>
        b.Loop("sample", 0, Outer, 1, sample => b.Loop("channel", From, To, 1, channel =>
        {
            var coefficients = map.Coefficients.ToDictionary(c => c, c => Spread(b, b.Load(Scratch.Coefficients, TableAt(c, channel), IrType.Float, name: c.Name)));
            MapPlane(b, map, coefficients, b.Name("plane", ((sample * Channels) + channel) * Inner));
        }));

    private void ForEachChannel(IrBuilder b, KernelProgram program, Value epsilon, Index from, Index to) =>
        b.Loop("channel", from, to, 1, channel =>
        {
            var scope = new Scope(this, b, epsilon, channel, program.OnlyPrepares);
            foreach (var stage in program.Stages)
            {
                EmitStage(b, stage, scope, channel);
            }
        });

    private void EmitStage(IrBuilder b, Stage stage, Scope scope, Index channel)
    {
        switch (stage)
        {
            case ChannelStage compute:
                compute.Then(scope);
                break;
            case MomentsStage moments:
                moments.Then(scope, TakeMoments(b, moments.Tensor, scope, channel));
                break;
            case SumStage sum:
                var coefficients = sum.Coefficients.ToDictionary(c => c, c => Spread(b, scope.Coefficients[c]));
                var totals = Reduce(b, sum.Tensors, coefficients, sum.Terms, sum.TermCount, channel);
                sum.Then(scope, [.. totals.Select(b.Fold)]);
                break;
            case MapStage map:
                var spread = map.Coefficients.ToDictionary(c => c, c => Spread(b, scope.Coefficients[c]));
                ForEachPlane(b, channel, plane => MapPlane(b, map, spread, plane));
                break;
        }
    }

    /// <summary>
    /// Maps a plane. Its last lanes, where it has sixteen, are done with a vector that overlaps the one before: read first, so that a
    /// plane may be mapped onto itself, and written last, over equal values.
    /// </summary>
    private void MapPlane(IrBuilder b, MapStage map, IReadOnlyDictionary<Coefficient, Value> coefficients, Index plane)
    {
        var overlaps = Plan.Numeric.Inner is { } inner && inner >= Value.Lanes && inner % Value.Lanes != 0;
        var last = plane + (Inner - Value.Lanes);
        var lastLoaded = overlaps ? LoadAll(b, map.Tensors, last, null) : null;
        ForEachVector(b, plane, !overlaps, (at, count) =>
            StoreMapped(b, map, LoadAll(b, map.Tensors, at, count), coefficients, at, count));
        if (lastLoaded is not null)
        {
            b.Seam();
            StoreMapped(b, map, lastLoaded, coefficients, last, null);
        }
    }

    private Dictionary<Region, Value> LoadAll(IrBuilder b, IReadOnlyList<Region> tensors, Index at, Index? count) =>
        tensors.ToDictionary(t => t, t => Element.Load(b, t, at, count, count is null ? null : Zero(b)));

    /// <summary>Sums of terms over a channel, in sixteen lanes each.</summary>
    private IReadOnlyList<Value> Reduce(
        IrBuilder b,
        IReadOnlyList<SumInput> inputs,
        IReadOnlyDictionary<Coefficient, Value> coefficients,
        Func<ElementScope, IReadOnlyList<Term>> terms,
        int termCount,
        Index channel)
    {
        var sums = Enumerable.Range(0, termCount).Select(_ => b.Accumulator("total", IrType.Doubles)).ToList();
        ForEachPlane(b, channel, plane => ForEachVector(b, plane, true, (at, count) =>
        {
            var loaded = inputs.ToDictionary(
                i => i.Tensor,
                i => Element.Load(b, i.Tensor, at, count, count is null ? null : i.Neutral is { } neutral ? coefficients[neutral] : Zero(b)));
            Accumulation.Add(b, sums, terms(new ElementScope(b, t => loaded[t], c => coefficients[c])));
        }));
        return sums;
    }

    private Moments TakeMoments(IrBuilder b, Region tensor, Scope scope, Index channel)
    {
        var start = b.Name("start", channel * Inner);
        var laneCount = Index.Min(Inner, Value.Lanes);
        var count = laneCount is Index.Constant { Value: Value.Lanes } ? null : laneCount;
        var about = TakeShift(b, tensor, Element.Load(b, tensor, start, count, Zero(b)), count, channel);
        var origin = b.Widen(b.Load(tensor, start, IrType.Float));

        var shift = new Dictionary<Coefficient, Value> { [Shift] = about };
        var sums = Reduce(
            b,
            [new(tensor, Shift)],
            shift,
            e => MomentsRecipe.Terms(e[tensor], e[Shift]),
            2,
            channel);

        var vectors = Inner / Value.Lanes;
        var counts = b.First(Inner % Value.Lanes, Spread(b, b.Number(Outer * (vectors + 1))), Spread(b, b.Number(Outer * vectors)));
        var moved = MomentsRecipe.Move(sums[0], sums[1], counts, b.Widen(about) - Spread(b, origin));
        var taken = MomentsRecipe.FromSums(origin, b.Fold(moved.Sum), b.Fold(moved.Squares), scope.Count);
        var mean = b.Variable("channelMean", taken.Mean);
        var deviations = b.Variable("deviations", taken.SquaredDeviations);

        b.Unless(MomentsRecipe.IsSound(b, b.Fold(sums[1]), deviations), () =>
        {
            b.Comment("The shifts were poor or a difference overflowed: again in double, about the mean.");
            var second = MomentsRecipe.SecondShift(b, mean);
            var wide = b.Widen(second);
            var again = ReduceInDouble(b, tensor, second, channel);
            var better = MomentsRecipe.FromSums(wide, b.Fold(again.Sum), b.Fold(again.Squares), scope.Count);
            b.Assign(mean, better.Mean);
            b.Assign(deviations, better.SquaredDeviations);
        });

        return new(mean, MomentsRecipe.Variance(b, deviations, scope.Count));
    }

    /// <summary>
    /// Sixteen lanes of a plane are shifts good enough on average; where a plane may have fewer, they are means over samples.
    /// </summary>
    private Value TakeShift(IrBuilder b, Region tensor, Value first, Index? count, Index channel)
    {
        if (Plan.Numeric.Inner >= Value.Lanes)
        {
            return first;
        }

        var samples = b.Name("samples", MomentsRecipe.ShiftCount(Outer));
        var differences = b.Accumulator("differences", IrType.Floats);
        b.Loop("sample", 1, samples, 1, sample =>
        {
            var plane = b.Name("plane", ((sample * Channels) + channel) * Inner);
            b.Assign(differences, differences + (Element.Load(b, tensor, plane, count, first) - first));
        });
        return MomentsRecipe.ShiftOf(b, first, differences, samples);
    }

    private (Value Sum, Value Squares) ReduceInDouble(IrBuilder b, Region tensor, Value shift, Index channel)
    {
        var (sum, squares) = (b.Accumulator("total", IrType.Doubles), b.Accumulator("total", IrType.Doubles));
        var (fill, about) = (Spread(b, shift), Spread(b, b.Widen(shift)));
        ForEachPlane(b, channel, plane => ForEachVector(b, plane, true, (at, count) =>
        {
            var difference = b.Widen(Element.Load(b, tensor, at, count, count is null ? null : fill)) - about;
            b.Assign(sum, sum + difference);
            b.Assign(squares, squares + (difference * difference));
        }));
        return (sum, squares);
    }

    private void ForEachPlane(IrBuilder b, Index channel, Action<Index> body) =>
        b.Loop("sample", 0, Outer, 1, sample => body(b.Name("plane", ((sample * Channels) + channel) * Inner)));

    /// <summary>Visits the vectors of a plane, several an iteration, and if asked to the lanes left over at its end.</summary>
    private void ForEachVector(IrBuilder b, Index plane, bool withRest, Action<Index, Index?> body)
    {
        void Vector(Index at, Index? count)
        {
            b.Seam();
            body(at, count);
        }

        var unroll = Plan.Schedule.Unroll;
        if (Plan.Numeric.Inner is { } inner && IsWrittenOut(inner / Value.Lanes))
        {
            Repeat(inner / Value.Lanes, v => Vector(plane + v, null));
        }
        else
        {
            var (step, whole) = (unroll * Value.Lanes, Inner.RoundDown(unroll * Value.Lanes));
            b.Loop("i", 0, whole, step, i => Repeat(unroll, v => Vector(plane + i + v, null)));
            if (Plan.Numeric.Inner is { } known)
            {
                Repeat(known % step / Value.Lanes, v => Vector(plane + whole + v, null));
            }
            else
            {
                b.Loop("i", whole, Inner.RoundDown(Value.Lanes), Value.Lanes, i => Vector(plane + i, null));
            }
        }

        var rest = withRest ? Inner % Value.Lanes : Index.Zero;
        b.WhenNonZero(rest, () => Vector(plane + Inner.RoundDown(Value.Lanes), rest));
    }

    private bool IsWrittenOut(int vectors) => vectors <= Plan.Schedule.UnrolledVectors;

    private static void Repeat(int times, Action<Index> body)
    {
        for (var v = 0; v < times; v++)
        {
            body(v * Value.Lanes);
        }
    }

    private Index TableAt(Coefficient coefficient, Index channel) => (coefficient.Slot * Plan.Numeric.RowPitch) + channel;

    private static Value Zero(IrBuilder b) => b.Constant(0, IrType.Floats);

    private static Value Spread(IrBuilder b, Value scalar) => b.Let(Op.Broadcast, scalar);

    /// <summary>One channel: numbers are scalars, and coefficients stay in them.</summary>
    private sealed class Scope(PlaneTraversal traversal, IrBuilder b, Value epsilon, Index channel, bool storesCoefficients) : ChannelScope(b, epsilon)
    {
        private readonly Value count = b.Number(Outer * traversal.Inner);

        public Dictionary<Coefficient, Value> Coefficients { get; } = [];

        public override Value Count => count;

        protected override IrType NumberType => IrType.Double;

        protected override Value ReadEntry(Region buffer) =>
            Builder.Load(buffer, channel, buffer.IsDouble ? IrType.Double : IrType.Float);

        protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, channel, value);

        protected override void SetCoefficient(Coefficient coefficient, Value value)
        {
            Coefficients[coefficient] = value;
            if (storesCoefficients)
            {
                Builder.Store(Scratch.Coefficients, traversal.TableAt(coefficient, channel), value);
            }
        }
    }
}
