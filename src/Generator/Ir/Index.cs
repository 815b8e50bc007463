using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Generator.Ir;

/// <summary>
/// A non-negative integer expression over loop variables and the sizes known at the call: element offsets, counts, trip counts.
/// It is a tree, printed in place, because that is how a person would write it; constants fold as it is built.
/// </summary>
internal abstract record Index
{
    public sealed record Constant(long Value) : Index;

    public sealed record Variable(string Name) : Index;

    public sealed record Binary(IndexOp Op, Index Left, Index Right) : Index;

    public static readonly Index Zero = new Constant(0);

    public static implicit operator Index(int value) => new Constant(value);

    public static Index Named(string name) => new Variable(name);

    /// <summary>The variables and sizes in the expression.</summary>
    public IEnumerable<string> Names => this switch
    {
        Variable variable => [variable.Name],
        Binary binary => binary.Left.Names.Concat(binary.Right.Names),
        _ => [],
    };

    public bool IsZero => this is Constant { Value: 0 };

    public static Index operator +(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(checked(a.Value + b.Value)),
        (Constant { Value: 0 }, _) => right,
        (_, Constant { Value: 0 }) => left,
        (Binary { Op: IndexOp.Add, Right: Constant a } sum, Constant b) => sum.Left + new Constant(checked(a.Value + b.Value)),
        _ => new Binary(IndexOp.Add, left, right),
    };

    public static Index operator -(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(checked(a.Value - b.Value)),
        (_, Constant { Value: 0 }) => left,
        _ => new Binary(IndexOp.Subtract, left, right),
    };

    public static Index operator *(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(checked(a.Value * b.Value)),
        (Constant { Value: 0 }, _) or (_, Constant { Value: 0 }) => Zero,
        (Constant { Value: 1 }, _) => right,
        (_, Constant { Value: 1 }) => left,
        _ => new Binary(IndexOp.Multiply, left, right),
    };

    public static Index operator /(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value / b.Value),
        (_, Constant { Value: 1 }) => left,
        _ => new Binary(IndexOp.Divide, left, right),
    };

    public static Index operator %(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value % b.Value),
        (_, Constant { Value: 1 }) => Zero,
        _ => new Binary(IndexOp.Remainder, left, right),
    };

    /// <summary>This value rounded down to a multiple of <paramref name="step"/>.</summary>
    public Index RoundDown(int step) => this / step * step;

    public static Index Min(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(Math.Min(a.Value, b.Value)),
        _ => new Binary(IndexOp.Minimum, left, right),
    };

    public static Index Max(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(Math.Max(a.Value, b.Value)),
        _ => new Binary(IndexOp.Maximum, left, right),
    };

    /// <summary><c>left - right</c>, or 0 where that would be negative: how many of a count are left beyond a lane.</summary>
    public static Index Beyond(Index left, Index right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(Math.Max(0, a.Value - b.Value)),
        (Constant { Value: 0 }, _) => Zero,
        (_, Constant { Value: 0 }) => left,
        _ => new Binary(IndexOp.SaturatingSubtract, left, right),
    };
}

/// <summary>The integer operations of <see cref="Index"/>.</summary>
internal enum IndexOp
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Minimum,
    Maximum,
    SaturatingSubtract,
}
