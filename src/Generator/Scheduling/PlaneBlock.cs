using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Sixteen neighbouring channels, each a statistic group of its own, whose planes are so small that one group's horizontal sums would
/// weigh as much as its elements. Each channel's sums are left as a row of sixteen lanes, sixteen rows are folded at once, and what
/// follows from the sums is computed for sixteen channels side by side. Sums are in double: over so few elements float would gain little.
/// </summary>
internal sealed class PlaneBlock
{
    /// <summary>The most elements of a plane that is done in this way.</summary>
    private const int MostElements = 4 * Value.Lanes;

    /// <summary>So few samples are walked channel by channel that their planes are still in the first-level cache.</summary>
    private const int SamplesTogether = 8;

    private static readonly Region Rows = new("rows", IsDouble: true) { IsLocal = true };
    private static readonly Region Numbers = new("numbers") { IsLocal = true };

    private readonly PlaneTraversal traversal;
    private readonly Index sample;
    private readonly Index firstChannel;
    private readonly BlockGroup group;
    private readonly BlockChannel channel;

    public PlaneBlock(PlaneTraversal traversal, IrBuilder b, Value epsilon, Index block)
    {
        (this.traversal, Builder, Epsilon) = (traversal, b, epsilon);
        var blocks = Numeric.Channels / Value.Lanes;
        sample = Numeric.PerSample ? b.Name("sample", block / blocks) : Index.Zero;
        firstChannel = b.Name("channel", (Numeric.PerSample ? block % blocks : block) * Value.Lanes);
        Count = Spread(b.Number(traversal.Runs * traversal.Run));
        group = new(this, b.Name("group", block * Value.Lanes));
        channel = new(this, group, firstChannel);
    }

    public IrBuilder Builder { get; }

    public Value Epsilon { get; }

    /// <summary>The elements of a group.</summary>
    public Value Count { get; }

    private NumericPlan Numeric => traversal.Numeric;

    private int Inner => Numeric.Inner!.Value;

    /// <summary>Whether a kernel's groups are done in blocks.</summary>
    public static bool Fits(NumericPlan numeric) =>
        numeric is { PerChannel: true, Inner: > 1 and <= MostElements } && numeric.Channels % Value.Lanes == 0;

    /// <summary>How many blocks there are.</summary>
    public static Index Pieces(NumericPlan numeric, Index samples) =>
        (numeric.PerSample ? samples : 1) * (Index)(numeric.Channels / Value.Lanes);

    /// <summary>Keeps a number of each channel for the stages that follow.</summary>
    public void Keep(Coefficient coefficient, Value value) => Builder.Store(Numbers, At(coefficient), value);

    /// <summary>Carries out all stages, one after the other.</summary>
    public void Carry(IReadOnlyList<Stage> stages)
    {
        foreach (var stage in stages)
        {
            switch (stage)
            {
                case MomentsStage moments:
                    group.Know(TakeMoments(moments.Tensor));
                    moments.Then(group, group.Moments!);
                    break;
                case RecallStage recall:
                    group.Know(recall.Read(group));
                    break;
                case ChannelStage definition:
                    definition.Then(channel);
                    break;
                case SumStage sum:
                    var totals = sum.Then(channel, Sums(sum.Tensors, sum.Coefficients, sum.Terms, sum.TermCount));
                    for (var i = 0; i < sum.Gradients.Count; i++)
                    {
                        AddGradient(sum.Gradients[i], i, totals.Gradients[i]);
                    }

                    sum.ThenTotal(group, group.Moments!, totals.Shares);
                    break;
                case MapStage map:
                    ForEachPlane((index, plane) =>
                        traversal.MapPlane(Builder, map, map.Coefficients.ToDictionary(c => c, c => Kept(c, index)), plane));
                    break;
            }
        }
    }

    /// <summary>A parameter's gradient, or the sample's part of it.</summary>
    private void AddGradient(Region gradient, int number, Value value)
    {
        if (Numeric.PerSample)
        {
            Builder.Store(Scratch.Partials, Traversal.PartialAt(Numeric, sample, number) + firstChannel, value);
        }
        else
        {
            channel.Write(gradient, value);
        }
    }

    private Moments TakeMoments(Region tensor)
    {
        var b = Builder;
        var shift = traversal.Shift;
        Keep(shift, TakeShifts(tensor));
        var about = b.Widen(b.Load(Numbers, At(shift), IrType.Floats, name: "about"));
        var sums = Sums([new(tensor, shift)], [shift], e => MomentsRecipe.Terms(e[tensor], e[shift]), 2);
        var taken = MomentsRecipe.FromSums(about, sums[0], sums[1], Count);
        var (mean, deviations) = (b.Variable("groupMean", taken.Mean), b.Variable("deviations", taken.SquaredDeviations));
        var sound = MomentsRecipe.IsSound(b, sums[1], taken.SquaredDeviations, MomentsRecipe.MostRawOfDoubles).Named("sound");
        b.Unless(b.Let(Op.All, sound), () =>
        {
            b.Comment("The shifts were poor or a difference overflowed: again in double, about the mean.");
            var second = MomentsRecipe.SecondShift(b, taken.Mean);
            Keep(shift, second);
            var again = Sums([new(tensor, shift)], [shift], e => MomentsRecipe.TermsInDouble(b, e[tensor], b.Widen(e[shift])), 2);
            var better = MomentsRecipe.FromSums(b.Widen(second), again[0], again[1], Count);
            b.Assign(mean, b.Select(sound, mean, better.Mean));
            b.Assign(deviations, b.Select(sound, deviations, better.SquaredDeviations));
        });
        return new(mean, MomentsRecipe.Variance(b, deviations, Count));
    }

    /// <summary>
    /// A channel's shift: its first element, and about the mean of what those of its first plane differ from that. The divisor is a power of two, so that data of few bits
    /// give a shift of few bits, and exact statistics.
    /// </summary>
    private Value TakeShifts(Region tensor)
    {
        var b = Builder;
        ForEachChannel(index =>
        {
            var plane = b.Name("plane", PlaneAt(sample, index));
            var first = b.Load(tensor, plane, IrType.Float, name: "first");
            b.Store(Numbers, At(traversal.Shift) + index, first);
            var spread = Spread(first);
            var sum = b.Accumulator("sum", IrType.Doubles);
            ForEachVector((offset, count) =>
                Accumulation.Add(b, [sum], [new(traversal.LoadAt(b, tensor, plane, offset, count, spread) - spread)]));
            b.Store(Rows, index * Value.Lanes, sum);
        });
        var firsts = b.Load(Numbers, At(traversal.Shift), IrType.Floats, name: "first");
        return firsts + b.Narrow(b.LoadFolded(Rows, 0) / b.Constant(PowerOfTwo(Inner), IrType.Doubles));
    }

    /// <summary>The least power of two that is not less.</summary>
    private static int PowerOfTwo(int number)
    {
        var power = 1;
        while (power < number)
        {
            power *= 2;
        }

        return power;
    }

    /// <summary>The sums of each channel over its samples.</summary>
    private IReadOnlyList<Value> Sums(
        IReadOnlyList<SumInput> inputs, IReadOnlyList<Coefficient> coefficients, Func<ElementScope, IReadOnlyList<Term>> terms, int termCount)
    {
        const int Table = Value.Lanes * Value.Lanes;
        var b = Builder;
        var totals = Enumerable.Range(0, termCount).Select(_ => b.Accumulator("total", IrType.Doubles)).ToList();
        ForEachSamples((first, last) =>
        {
            ForEachChannel(index =>
            {
                var kept = coefficients.ToDictionary(c => c, c => Kept(c, index));
                var sums = totals.Select(_ => b.Accumulator("sum", IrType.Doubles)).ToList();
                b.Loop("sample", first, last, 1, each =>
                {
                    var plane = b.Name("plane", PlaneAt(each, index));
                    ForEachVector((offset, count) =>
                    {
                        var loaded = inputs.ToDictionary(
                            i => i.Tensor,
                            i => traversal.LoadAt(b, i.Tensor, plane, offset, count, i.Neutral is { } neutral ? kept[neutral] : b.Constant(0, IrType.Floats)));
                        Accumulation.Add(b, sums, terms(new ElementScope(b, t => loaded[t], c => kept[c])));
                    });
                });
                for (var term = 0; term < termCount; term++)
                {
                    b.Store(Rows, (index * Value.Lanes) + (term * Table), sums[term]);
                }
            });
            for (var term = 0; term < termCount; term++)
            {
                b.Assign(totals[term], totals[term] + b.LoadFolded(Rows, term * Table));
            }
        });
        return totals;
    }

    private void ForEachVector(Action<Index, Index?> body)
    {
        void Vector(Index offset, Index? count)
        {
            Builder.Seam();
            body(offset, count);
        }

        var (vectors, rest) = (Inner / Value.Lanes, Inner % Value.Lanes);
        if (vectors <= traversal.Plan.Schedule.UnrolledVectors)
        {
            for (var v = 0; v < vectors; v++)
            {
                Vector(v * Value.Lanes, null);
            }
        }
        else
        {
            Builder.Loop("i", 0, vectors * Value.Lanes, Value.Lanes, i => Vector(i, null));
        }

        Builder.WhenNonZero(rest, () => Vector(vectors * Value.Lanes, rest));
    }

    /// <summary>Visits all planes in the order of memory, as far as they are neighbours.</summary>
    private void ForEachPlane(Action<Index, Index> body) => ForEachSamples((first, last) =>
        Builder.Loop("sample", first, last, 1, each => ForEachChannel(index => body(index, Builder.Name("plane", PlaneAt(each, index))))));

    private void ForEachSamples(Action<Index, Index> body)
    {
        if (Numeric.PerSample)
        {
            body(sample, sample + 1);
        }
        else
        {
            Builder.Loop("first", 0, PlaneTraversal.Samples, SamplesTogether, first =>
                body(first, Builder.Name("last", Index.Min(first + SamplesTogether, PlaneTraversal.Samples))));
        }
    }

    private void ForEachChannel(Action<Index> body) => Builder.Loop("index", 0, Value.Lanes, 1, body);

    private Index PlaneAt(Index each, Index index) => ((each * Numeric.Channels) + firstChannel + index) * Inner;

    private Value Kept(Coefficient coefficient, Index index) =>
        Spread(Builder.Load(Numbers, At(coefficient) + index, IrType.Float, name: coefficient.Name));

    private static Index At(Coefficient coefficient) => coefficient.Slot * Value.Lanes;

    private Value Spread(Value scalar) => Builder.Let(Op.Broadcast, scalar);
}
