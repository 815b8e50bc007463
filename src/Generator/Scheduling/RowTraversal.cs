using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Channels are the contiguous axis: element (r, c) at r C + c. Memory is walked in rows of whole vectors; where C is no multiple of
/// the vector, a row is as many pixels as make it one, and tables repeat with it. Sums are kept per place of the row and merged per
/// channel at the end. Statistics of the batch take a step for each pass; those of a sample are taken sample by sample, so that
/// later passes find it in cache.
/// </summary>
internal sealed class RowTraversal(KernelPlan plan) : Traversal(plan)
{
    private NumericPlan Numeric => Plan.Numeric;

    private int ChannelVectors => Numeric.ChannelPitch / Value.Lanes;

    public override IEnumerable<string> Describe()
    {
        var pixels = Numeric.RowPixels;
        yield return $"rows of {(pixels == 1 ? "1 pixel" : $"{pixels} pixels")}, {Elements(Numeric.RowWidth)}";
        if (!Numeric.PerSample)
        {
            yield return Plan.Schedule.Fits(3 * Numeric.RowVectors)
                ? "Infer: memory order, 1 read, 1 write; coefficients stay in registers"
                : "Infer: memory order, 1 read, 1 write; coefficients come from the first-level cache";
        }

        var tile = Plan.Schedule.Tile(Numeric.RowVectors, terms: 2, invariants: 1);
        var sums = $"sums of {(tile >= Numeric.RowVectors ? "a row" : Vectors(tile))} at a time in float over runs of rows, then a second pass in memory order";
        yield return (Numeric.PerSample ? "sample by sample: " : "Forward and Backward: ") + sums;
    }

    protected override IEnumerable<Step> Steps(KernelProgram program)
    {
        if (!Numeric.PerSample)
        {
            return program.Stages.SelectMany(stage => BatchSteps(program, stage));
        }

        var samples = new Step(program.Name + "Samples", Outer, (b, epsilon) => b.Loop("sample", From, To, 1, sample =>
            new RowWalk(Plan, Shift, b, epsilon, RowFrame.OfSample(Plan, b, sample)).Carry(program.Stages)))
        {
            NeedsSlot = true,
        };
        return program.Stages.OfType<SumStage>().SingleOrDefault() is { } sum
            ? [samples, new(program.Name + "Parameters", ChannelVectors, (b, _) => MergePartials(b, sum.Gradients))]
            : [samples];
    }

    private IEnumerable<Step> BatchSteps(KernelProgram program, Stage stage)
    {
        RowWalk Walk(IrBuilder b, Value epsilon) => new(Plan, Shift, b, epsilon, RowFrame.OfBatch(Outer));

        // What follows from channels alone needs the moments again, from where an earlier stage left them.
        var recall = program.Stages.OfType<RecallStage>().SingleOrDefault();
        var rows = Outer / Numeric.RowPixels;
        var slices = Numeric.MostSlices == 1 ? null : new Slices(Numeric, rows).Count;
        var pieces = Numeric.RowPixels == 1 ? rows : rows + 1;
        switch (stage)
        {
            case ChannelStage definition when recall is not null:
                yield return ChannelStep(program.Name + "Coefficients", program, (b, epsilon, from, to) =>
                    Walk(b, epsilon).ForEachChannel(from, to, (scope, _, _) =>
                    {
                        scope.Know(recall.Read(scope));
                        definition.Then(scope);
                    }));
                break;
            case MomentsStage moments:
                yield return new("TakeShifts", null, (b, epsilon) => Walk(b, epsilon).TakeShifts(moments.Tensor));
                yield return new("SumMoments", slices, (b, epsilon) => Walk(b, epsilon).ReduceMoments(moments.Tensor));
                yield return ChannelStep(program.Name + "Statistics", program, (b, epsilon, from, to) =>
                {
                    var walk = Walk(b, epsilon);
                    walk.ForEachChannel(from, to, (scope, channel, count) =>
                    {
                        scope.Know(walk.FinishMoments(moments.Tensor, scope, channel, count));
                        moments.Then(scope, scope.Moments);
                        foreach (var definition in program.Stages.OfType<ChannelStage>())
                        {
                            definition.Then(scope);
                        }
                    });
                });
                break;
            case SumStage sum:
                yield return new(sum.Name, slices, (b, epsilon) => Walk(b, epsilon).Reduce(RowWalk.OfSums(sum)));
                yield return ChannelStep(program.Name + "Totals", program, (b, epsilon, from, to) =>
                {
                    var walk = Walk(b, epsilon);
                    walk.ForEachChannel(from, to, (scope, channel, count) =>
                    {
                        scope.Know(recall!.Read(scope));
                        var totals = sum.Then(scope, walk.FinishSums(sum, channel, count));
                        for (var i = 0; i < sum.Gradients.Count; i++)
                        {
                            scope.Write(sum.Gradients[i], totals.Gradients[i]);
                        }

                        sum.ThenTotal(scope, scope.Moments, totals.Shares);
                    });
                });
                break;
            case MapStage map:
                yield return new(map.Name, pieces, (b, epsilon) => Walk(b, epsilon).Map(map, From, To));
                break;
        }
    }

    /// <summary>What is done per channel, sixteen channels a piece.</summary>
    private Step ChannelStep(string name, KernelProgram program, Action<IrBuilder, Value, Index, Index> emit) =>
        program.OnlyPrepares || ChannelVectors == 1
            ? new(name, null, (b, epsilon) => emit(b, epsilon, 0, ChannelVectors))
            : new(name, ChannelVectors, (b, epsilon) => emit(b, epsilon, From, To));
}
