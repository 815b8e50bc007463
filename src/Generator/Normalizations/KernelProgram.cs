using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Normalizations;

/// <summary>
/// One function of a kernel as mathematics: what is reduced over a channel, what is computed once per channel, what is mapped
/// over elements. A traversal (<see cref="Scheduling.Traversal"/>) decides how memory is walked; nothing here knows a layout.
/// </summary>
/// <param name="Regions">The tensors and tables that the caller gives, in this order, and after them those of <see cref="Scratch"/>.</param>
internal sealed record KernelProgram(string Name, string Summary, IReadOnlyList<Region> Regions, IReadOnlyList<Stage> Stages)
{
    /// <summary>Whether the function only maps elements, so that it takes its coefficients from the caller.</summary>
    public bool OnlyMaps { get; } = Stages.All(stage => stage is MapStage);

    /// <summary>Whether the function only computes per channel, so that its coefficients go to the caller.</summary>
    public bool OnlyPrepares { get; } = Stages.All(stage => stage is ChannelStage);

    /// <summary>All buffers that the function takes.</summary>
    public IReadOnlyList<Region> Buffers => OnlyMaps || OnlyPrepares ? [.. Regions, Scratch.Coefficients] : [.. Regions, Scratch.Sums, Scratch.Coefficients];

    /// <summary>Whether the function is told the number that goes inside the square root.</summary>
    public bool TakesEpsilon => !OnlyMaps;

    /// <summary>Whether the function is told the sizes of tensors.</summary>
    public bool TakesSizes => !OnlyPrepares;
}

/// <summary>A per-channel number that a later stage uses with every element of the channel, as a float.</summary>
internal readonly record struct Coefficient(string Name, int Slot);

internal abstract record Stage;

/// <summary>Takes the mean and the biased variance of a tensor over each channel, then computes per channel.</summary>
internal sealed record MomentsStage(Region Tensor, Action<ChannelScope, Moments> Then) : Stage;

/// <summary>Mean and biased variance, as doubles.</summary>
internal sealed record Moments(Value Mean, Value Variance);

/// <summary>Takes sums over each channel, then computes per channel from them.</summary>
/// <param name="Name">What is summed; sums of one name are the same in all programs, and share their code.</param>
/// <param name="Tensors">What is read, in order, and the coefficient (or zero) that stands in for lanes past the end.</param>
/// <param name="Terms">The terms to add up for a vector of elements.</param>
/// <param name="Coefficients">The coefficients that the terms use.</param>
internal sealed record SumStage(
    string Name,
    IReadOnlyList<SumInput> Tensors,
    IReadOnlyList<Coefficient> Coefficients,
    Func<ElementScope, IReadOnlyList<Term>> Terms,
    int TermCount,
    Action<ChannelScope, IReadOnlyList<Value>> Then) : Stage;

/// <summary>A tensor that a sum reads. Past the end it reads as <c>Neutral</c>, chosen so that the terms vanish.</summary>
internal sealed record SumInput(Region Tensor, Coefficient? Neutral = null);

/// <summary>A summand: a float, or the product of two, which is exact in double.</summary>
internal sealed record Term(Value First, Value? Second = null);

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

/// <summary>One channel, or sixteen neighbouring ones; numbers are doubles.</summary>
internal abstract class ChannelScope(IrBuilder builder, Value epsilon)
{
    public IrBuilder Builder { get; } = builder;

    /// <summary>The number of elements that a channel has.</summary>
    public abstract Value Count { get; }

    public Value Epsilon => Spread(epsilon);

    /// <summary>A number known at compile time.</summary>
    public Value Number(double number) => Builder.Constant(number, NumberType);

    /// <summary>The channel's entry of a per-channel table.</summary>
    public Value Read(Region buffer) => buffer.IsDouble ? ReadEntry(buffer) : Builder.Widen(ReadEntry(buffer));

    public void Write(Region buffer, Value value) => WriteEntry(buffer, buffer.IsDouble ? value : Builder.Narrow(value));

    /// <summary>The nearest float, as a double.</summary>
    public Value Rounded(Value value) => Builder.Widen(Builder.Narrow(value));

    /// <summary>Makes a number available to the stages that follow.</summary>
    public void Set(Coefficient coefficient, Value value) => SetCoefficient(coefficient, Builder.Narrow(value).Named(coefficient.Name));

    protected abstract IrType NumberType { get; }

    protected abstract Value ReadEntry(Region buffer);

    protected abstract void WriteEntry(Region buffer, Value value);

    protected abstract void SetCoefficient(Coefficient coefficient, Value value);

    protected Value Spread(Value scalar) => NumberType == IrType.Doubles ? Builder.Let(Op.Broadcast, scalar) : scalar;
}
