using System;
using System.Collections.Generic;
using System.Globalization;

namespace NormGen.Generator.Ir;

/// <summary>Writes the statements of one function. Operations are polymorphic: the same expression serves scalars and vectors.</summary>
internal sealed class IrBuilder
{
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> uniforms = new(StringComparer.Ordinal);
    private readonly List<Statement> prologue = [];
    private List<Statement> block = [];

    /// <param name="reserved">Names that are taken: those of the function's parameters.</param>
    public IrBuilder(IEnumerable<string> reserved)
    {
        foreach (var name in reserved)
        {
            Unique(name);
        }
    }

    public IReadOnlyList<Statement> Statements => [.. prologue, .. block];

    /// <summary>The values that the caller passes in.</summary>
    public IReadOnlyCollection<Value> Parameters => parameters.Values;

    /// <summary>A value that the caller passes in.</summary>
    public Value Parameter(string name) => parameters[name] = new(this, IrType.Double, Unique(name));

    /// <summary>What the caller passes in, as a float in every lane. It is spread once, before anything else.</summary>
    public Value Uniform(string parameter)
    {
        if (!uniforms.TryGetValue(parameter, out var spread))
        {
            var within = block;
            block = prologue;
            uniforms[parameter] = spread = Let(Op.Broadcast, Narrow(parameters[parameter])).Named(parameter);
            block = within;
        }

        return spread;
    }

    /// <summary>What a method of the user's gives for vectors of floats.</summary>
    public Value Call(string function, params Value[] arguments)
    {
        var target = new Value(this, IrType.Floats, Unique("applied"));
        block.Add(new LetCall(target, function, arguments));
        return target;
    }

    public Value Let(Op op, params Value[] arguments)
    {
        var target = new Value(this, ResultType(op, arguments), Unique(op == Op.Broadcast ? arguments[0].Name : Prefix(op)));
        block.Add(new Let(target, op, arguments));
        return target;
    }

    public Value Constant(double number, IrType type)
    {
        var target = new Value(this, type, Unique("constant"));
        block.Add(new LetConstant(target, number));
        return target;
    }

    public Value Number(Index number)
    {
        var target = new Value(this, IrType.Double, Unique("count"));
        block.Add(new LetNumber(target, number));
        return target;
    }

    public Value First(Index count, Value first, Value rest)
    {
        var target = new Value(this, first.Type, Unique("first"));
        block.Add(new LetFirst(target, count, first, rest));
        return target;
    }

    /// <summary>Gives an expression a name in the generated code; a constant or a plain name stays as it is.</summary>
    public Index Name(string name, Index number)
    {
        if (number is not Index.Binary)
        {
            return number;
        }

        var unique = Unique(name);
        block.Add(new LetIndex(unique, number));
        return Index.Named(unique);
    }

    public Value Load(Region region, Index at, IrType type, Index? count = null, Value? fill = null, string? name = null)
    {
        var target = new Value(this, type, Unique(name ?? region.Name));
        block.Add(new Load(target, region, at, count, fill));
        return target;
    }

    public void Store(Region region, Index at, Value source, Index? count = null) => block.Add(new Store(region, at, source, count));

    /// <summary>A variable that starts at zero.</summary>
    public Value Accumulator(string name, IrType type)
    {
        var target = new Value(this, type, Unique(name), isVariable: true);
        block.Add(new LetConstant(target, 0));
        return target;
    }

    /// <summary>A variable that starts at what memory holds.</summary>
    public Value Accumulator(string name, Region region, Index at, IrType type)
    {
        var target = new Value(this, type, Unique(name), isVariable: true);
        block.Add(new Load(target, region, at));
        return target;
    }

    /// <summary>A variable that starts at a value.</summary>
    public Value Variable(string name, Value initial)
    {
        var target = new Value(this, initial.Type, Unique(name), isVariable: true);
        block.Add(new Assign(target, initial, Declares: true));
        return target;
    }

    public void Assign(Value variable, Value source) => block.Add(new Assign(variable, source));

    /// <summary>Emits a loop; where the trip count is known to be none or one, nothing or the bare body.</summary>
    public void Loop(string name, Index from, Index to, Index step, Action<Index> body)
    {
        if (from is Index.Constant start && to is Index.Constant end && step is Index.Constant stride)
        {
            if (start.Value >= end.Value)
            {
                return;
            }

            if (start.Value + stride.Value >= end.Value)
            {
                body(from);
                return;
            }
        }

        var bound = Name("end", to);
        var variable = Unique(name);
        block.Add(new Loop(variable, from, bound, step, Nested(() => body(Index.Named(variable)))));
    }

    /// <summary>Emits a loop over whole vectors in which no lane minds another.</summary>
    public void LaneLoop(string name, Index from, Index to, Action<Index> body)
    {
        var bound = Name("end", to);
        var variable = Unique(name);
        block.Add(new LaneLoop(variable, from, bound, Nested(() => body(Index.Named(variable)))));
    }

    public void Unless(Value flag, Action body) => block.Add(new Unless(flag, Nested(body)));

    /// <summary>Emits the body under a test, or without one where the number is known.</summary>
    public void WhenNonZero(Index number, Action body)
    {
        switch (number)
        {
            case Index.Constant { Value: 0 }:
                break;
            case Index.Constant:
                body();
                break;
            default:
                block.Add(new WhenNonZero(number, Nested(body)));
                break;
        }
    }

    public void Seam() => block.Add(new Seam());

    public void Comment(string text) => block.Add(new Comment(text));

    public Value Fma(Value a, Value b, Value c) => Let(Op.FusedMultiplyAdd, a, b, c);

    public Value SquareRoot(Value a) => Let(Op.SquareRoot, a);

    /// <summary>The lesser of a constant and a value; NaN stays NaN.</summary>
    public Value AtMost(double most, Value a) => Let(Op.Minimum, Constant(most, a.Type), a);

    /// <summary>The greater of a constant and a value; NaN stays NaN.</summary>
    public Value AtLeast(double least, Value a) => Let(Op.Maximum, Constant(least, a.Type), a);

    public Value Absolute(Value a) => Let(Op.Absolute, a);

    public Value CopySign(Value magnitude, Value sign) => Let(Op.CopySign, magnitude, sign);

    /// <summary>a * 2^exponent, rounded once.</summary>
    public Value Scale(Value a, Value exponent) => Let(Op.ScaleByPowerOfTwo, a, exponent);

    public Value Select(Value condition, Value then, Value otherwise) => Let(Op.Select, condition, then, otherwise);

    public Value LessOrEqual(Value a, Value b) => Let(Op.LessOrEqual, a, b);

    public Value And(Value a, Value b) => Let(Op.And, a, b);

    public Value Widen(Value a) => Let(Op.Widen, a);

    public Value Narrow(Value a) => Let(Op.Narrow, a);

    public Value Fold(Value a) => Let(Op.Fold, a);

    /// <summary>A scalar in every lane, where the other operand is a vector; itself, where it is a scalar too.</summary>
    public Value Like(Value shape, Value scalar) => shape.IsVector && !scalar.IsVector ? Let(Op.Broadcast, scalar) : scalar;

    private List<Statement> Nested(Action body)
    {
        var around = block;
        block = [];
        body();
        var nested = block;
        block = around;
        return nested;
    }

    /// <summary>The name, numbered from its second use on; a number that it already has is not kept.</summary>
    public string Unique(string name)
    {
        var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        names.TryGetValue(stem, out var uses);
        names[stem] = uses + 1;
        return uses == 0 ? stem : stem + uses.ToString(CultureInfo.InvariantCulture);
    }

    private static IrType ResultType(Op op, Value[] arguments)
    {
        var type = arguments[arguments.Length - 1].Type;
        return op switch
        {
            Op.LessOrEqual => arguments[0].IsVector ? type : IrType.Flag,
            Op.Broadcast => type == IrType.Float ? IrType.Floats : IrType.Doubles,
            Op.Widen => type == IrType.Float ? IrType.Double : IrType.Doubles,
            Op.Narrow => type == IrType.Double ? IrType.Float : IrType.Floats,
            Op.Fold => type == IrType.Floats ? IrType.Float : IrType.Double,
            Op.All => IrType.Flag,
            _ => type,
        };
    }

    private static string Prefix(Op op) => op switch
    {
        Op.Add or Op.Fold => "sum",
        Op.Subtract => "difference",
        Op.Multiply => "product",
        Op.Divide => "quotient",
        Op.SquareRoot => "root",
        Op.FusedMultiplyAdd or Op.ExactMultiplyAdd => "fused",
        Op.LessOrEqual or Op.And or Op.All => "test",
        Op.Select => "chosen",
        Op.Minimum or Op.Maximum => "limited",
        Op.Absolute or Op.CopySign => "magnitude",
        Op.ScaleByPowerOfTwo => "scaled",
        Op.Widen => "wide",
        _ => "narrow",
    };
}
