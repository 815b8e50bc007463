using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// One function of a kernel as mathematics: what is reduced over a statistic group or a channel, what is computed once per group or
/// channel, what is mapped over elements. A traversal (<see cref="Scheduling.Traversal"/>) decides how memory is walked; nothing
/// here knows a layout.
/// </summary>
/// <param name="Regions">The tensors and tables that the caller gives, in this order, and after them those of <see cref="Scratch"/>.</param>
internal sealed record KernelProgram(string Name, string Summary, IReadOnlyList<Region> Regions, IReadOnlyList<Stage> Stages)
{
    /// <summary>The numbers that the output's form is told at run time, by the names of the layer's properties.</summary>
    public IReadOnlyList<string> Scalars { get; init; } = [];

    /// <summary>Whether the function only maps elements, so that it takes its coefficients from the caller.</summary>
    public bool OnlyMaps { get; } = Stages.All(stage => stage is MapStage);

    /// <summary>Whether the function only computes per channel, so that its coefficients go to the caller.</summary>
    public bool OnlyPrepares { get; } = Stages.All(stage => stage is RecallStage or ChannelStage);

    /// <summary>All buffers that the function takes.</summary>
    public IReadOnlyList<Region> Buffers => OnlyMaps || OnlyPrepares ? [.. Regions, Scratch.Coefficients] : [.. Regions, Scratch.Sums, Scratch.Coefficients];

    /// <summary>Whether the function is told the number that goes inside the square root.</summary>
    public bool TakesEpsilon => !OnlyMaps;

    /// <summary>Whether the function is told the sizes of tensors.</summary>
    public bool TakesSizes => !OnlyPrepares;
}

/// <summary>A number of a group or a channel that a later stage uses with every element, as a float.</summary>
internal readonly record struct Coefficient(string Name, int Slot);

internal abstract record Stage;

/// <summary>Takes the mean and the biased variance of a tensor over each statistic group, then computes per group.</summary>
/// <param name="HasMean">Whether there is a mean; if not the variance is the mean of squares.</param>
internal sealed record MomentsStage(Region Tensor, bool HasMean, Action<GroupScope, Moments> Then) : Stage;

/// <summary>Moments of each statistic group that an earlier function has taken.</summary>
internal sealed record RecallStage(Func<GroupScope, Moments> Read) : Stage;

/// <summary>Mean and biased variance, as doubles.</summary>
internal sealed record Moments(Value Mean, Value Variance)
{
    /// <summary>1 / sqrt(variance + epsilon), once it is computed.</summary>
    public Value? Rstd { get; init; }
}

/// <summary>Takes sums over each channel, then computes per channel from them.</summary>
/// <param name="Name">What is summed; sums of one name are the same in all programs, and share their code.</param>
/// <param name="Tensors">What is read, in order, and the coefficient (or zero) that stands in for lanes past the end.</param>
/// <param name="Coefficients">The coefficients that the terms use.</param>
/// <param name="Terms">The terms to add up for a vector of elements.</param>
/// <param name="Gradients">The parameter gradients that follow from the sums.</param>
/// <param name="Then">Computes per channel.</param>
/// <param name="ThenTotal">Computes per group from the shares of its channels added up.</param>
internal sealed record SumStage(
    string Name,
    IReadOnlyList<SumInput> Tensors,
    IReadOnlyList<Coefficient> Coefficients,
    Func<ElementScope, IReadOnlyList<Term>> Terms,
    int TermCount,
    IReadOnlyList<Region> Gradients,
    Func<ChannelScope, IReadOnlyList<Value>, ChannelTotals> Then,
    Action<GroupScope, Moments, IReadOnlyList<Value>> ThenTotal) : Stage;

/// <summary>What a channel's sums come to.</summary>
/// <param name="Gradients">The channel's parameter gradients, or where statistics are per sample what the sample adds to them.</param>
/// <param name="Shares">What the channel adds to the totals of its group, as many as sums.</param>
internal sealed record ChannelTotals(IReadOnlyList<Value> Gradients, IReadOnlyList<Value> Shares);

/// <summary>A tensor that a sum reads. Past the end it reads as <c>Neutral</c>, chosen so that the terms vanish.</summary>
internal sealed record SumInput(Region Tensor, Coefficient? Neutral = null);

/// <summary>A summand: a float, or the product of two, which is exact in double.</summary>
internal sealed record Term(Value First, Value? Second = null);

/// <summary>Sums over all samples for each feature of a row: one term for each table, which gets its total.</summary>
internal sealed record FeatureSumStage(
    IReadOnlyList<Region> Tensors,
    IReadOnlyList<Coefficient> Coefficients,
    Func<ElementScope, IReadOnlyList<Term>> Terms,
    IReadOnlyList<Region> Totals) : Stage;

/// <summary>Computes per channel.</summary>
internal sealed record ChannelStage(Action<ChannelScope> Then) : Stage;

/// <summary>Computes output elements from the input elements at the same place, one for each output.</summary>
/// <param name="Name">What is computed; maps of one name are the same in all programs, and share their code.</param>
internal sealed record MapStage(
    string Name,
    IReadOnlyList<Region> Tensors,
    IReadOnlyList<Region> Outputs,
    IReadOnlyList<Coefficient> Coefficients,
    Func<ElementScope, IReadOnlyList<Value>> Values) : Stage;

/// <summary>Sixteen elements of one channel or of neighbouring channels, and the coefficients that go with them.</summary>
internal sealed class ElementScope(IrBuilder builder, Func<Region, Value> tensor, Func<Coefficient, Value> coefficient)
{
    public IrBuilder Builder { get; } = builder;

    public Value this[Region buffer] => tensor(buffer);

    public Value this[Coefficient name] => coefficient(name);
}
