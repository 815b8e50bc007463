using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;

namespace NormGen.Compiler.Tests.Ir;

/// <summary>
/// Random functions over input, output and table, within what the IR allows: vectors begin at multiples of sixteen, products that
/// are promised to be exact are, and what comes of lanes past a known count is neither kept in variables nor stored past it.
/// </summary>
internal sealed class RandomFunction
{
    /// <summary>The floats of input and output, and the doubles of the table.</summary>
    public const int Length = 8 * Value.Lanes;

    /// <summary>The size that the functions are told.</summary>
    public const int Outer = 3;

    private const int MostDepth = 2;

    private readonly Random random;
    private readonly IrBuilder b;

    /// <summary>What may be used from here on, and how many of its lanes mean something.</summary>
    private readonly List<(Value Value, int Lanes)> values = [];

    private RandomFunction(Random random, IrBuilder b) => (this.random, this.b) = (random, b);

    public static Function Of(int seed) => IrText.Build(b =>
    {
        var random = new Random(seed);
        new RandomFunction(random, b).Run(random.Next(10, 25), 0);
    });

    private Index Vector => random.Next(Length / Value.Lanes) * Value.Lanes;

    private void Run(int steps, int depth)
    {
        var known = values.Count;
        for (var step = 0; step < steps; step++)
        {
            Step(depth);
        }

        values.RemoveRange(known, values.Count - known);
    }

    private void Step(int depth)
    {
        switch (random.Next(20))
        {
            case 0 or 1 or 2:
                Add(b.Load(Either(), Vector, IrType.Floats));
                break;
            case 3:
                LoadSome();
                break;
            case 4:
                Add(b.Load(IrText.Table, random.Next(4) + IrText.Outer, IrType.Double));
                Add(b.Let(Op.Broadcast, values[^1].Value));
                break;
            case 5:
                Add(b.Accumulator("total", random.Next(2) == 0 ? IrType.Floats : IrType.Doubles));
                break;
            case 6 or 7:
                Assign();
                break;
            case 8 or 9 or 10:
                StoreOne();
                break;
            case 11:
                b.Seam();
                break;
            case 12 when depth < MostDepth:
                Nest(depth);
                break;
            case 13:
                Widened();
                break;
            case 14 when Pick(IrType.Doubles, Value.Lanes) is { } folded:
                b.Store(IrText.Table, b.Name("place", IrText.Outer + random.Next(4)), b.Fold(folded.Value));
                break;
            case 15 when Pick(IrType.Doubles) is { } wide:
                Add(b.Narrow(wide.Value), wide.Lanes);
                break;
            default:
                Arithmetic(random.Next(3) == 0 ? IrType.Doubles : IrType.Floats);
                break;
        }
    }

    private void LoadSome()
    {
        var count = random.Next(1, Value.Lanes);
        var zero = b.Constant(0, IrType.Floats);
        if (random.Next(2) == 0)
        {
            Add(b.Load(Either(), Vector, IrType.Floats, count, zero), count);
        }
        else
        {
            Add(b.Load(Either(), Vector, IrType.Floats, IrText.Outer * random.Next(1, 6), zero));
        }
    }

    private void Assign()
    {
        var variables = values.Select(v => v.Value).Where(value => value.IsVariable).ToList();
        if (variables.Count == 0)
        {
            return;
        }

        var variable = variables[random.Next(variables.Count)];
        if (Pick(variable.Type, Value.Lanes) is { } source)
        {
            b.Assign(variable, source.Value);
        }
    }

    private void StoreOne()
    {
        if (Pick(IrType.Floats) is { } source)
        {
            Index? count = source.Lanes < Value.Lanes ? source.Lanes : random.Next(3) == 0 ? IrText.Outer * random.Next(6) : null;
            b.Store(IrText.Output, Vector, source.Value, count);
        }
    }

    private void Nest(int depth)
    {
        switch (random.Next(3))
        {
            case 0:
                b.Loop("i", 0, IrText.Outer * Value.Lanes, Value.Lanes, at =>
                {
                    Add(b.Load(Either(), at, IrType.Floats));
                    Run(random.Next(3, 8), depth + 1);
                    b.Store(IrText.Output, at + Value.Lanes, values[^1].Value);
                    values.RemoveAt(values.Count - 1);
                });
                break;
            case 1:
                b.WhenNonZero(IrText.Outer % random.Next(2, 4), () => Run(random.Next(3, 8), depth + 1));
                break;
            default:
                var (one, other) = (b.Load(IrText.Table, 0, IrType.Double), b.Load(IrText.Table, random.Next(8), IrType.Double));
                var flag = b.LessOrEqual(one, other);
                Action<Value, Action> branch = random.Next(2) == 0 ? b.Unless : b.When;
                branch(flag, () => Run(random.Next(3, 8), depth + 1));
                break;
        }
    }

    /// <summary>A widened value, added up or in a product that is exact.</summary>
    private void Widened()
    {
        if (Pick(IrType.Floats) is not { } one || Pick(IrType.Floats) is not { } other)
        {
            return;
        }

        var (wide, lanes) = (b.Widen(one.Value), Math.Min(one.Lanes, other.Lanes));
        Add(random.Next(2) == 0 || Pick(IrType.Doubles) is not { } sum
            ? (wide, one.Lanes)
            : (b.Let(Op.ExactMultiplyAdd, wide, b.Widen(other.Value), sum.Value), Math.Min(lanes, sum.Lanes)));
    }

    private void Arithmetic(IrType type)
    {
        if (Pick(type) is not { } one || Pick(type) is not { } two || Pick(type) is not { } three)
        {
            return;
        }

        var (x, y, z) = (one.Value, two.Value, three.Value);
        var lanes = Math.Min(one.Lanes, two.Lanes);
        Add(random.Next(10) switch
        {
            0 => (x + y, lanes),
            1 => (x - y, lanes),
            2 => (x * y, lanes),
            3 => (x / y, lanes),
            4 when type == IrType.Floats => (b.Fma(x, y, z), Math.Min(lanes, three.Lanes)),
            5 when type == IrType.Doubles && lanes == Value.Lanes => (b.First(IrText.Outer * random.Next(6), x, y), lanes),
            6 when type == IrType.Floats => (b.CopySign(x, y), lanes),
            7 when type == IrType.Floats => (b.AtLeast(-1, b.AtMost(2, x)), one.Lanes),
            8 when type == IrType.Floats => (b.Absolute(x), one.Lanes),
            _ => (b.Select(b.LessOrEqual(x, y), y, z), Math.Min(lanes, three.Lanes)),
        });
    }

    private Region Either() => random.Next(2) == 0 ? IrText.Input : IrText.Output;

    private void Add(Value value, int lanes = Value.Lanes) => values.Add((value, lanes));

    private void Add((Value Value, int Lanes) value) => values.Add(value);

    /// <summary>A recent value of a type, of which at least so many lanes mean something.</summary>
    private (Value Value, int Lanes)? Pick(IrType type, int atLeast = 1)
    {
        var fitting = values.Where(v => v.Value.Type == type && v.Lanes >= atLeast).ToList();
        return fitting.Count == 0 ? null : fitting[Math.Max(0, fitting.Count - 1 - random.Next(4))];
    }
}
