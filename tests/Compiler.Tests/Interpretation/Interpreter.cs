extern alias runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using LocalDoubles = runtime::NormGen.Runtime.LocalDoubles;
using LocalFloats = runtime::NormGen.Runtime.LocalFloats;

namespace NormGen.Compiler.Tests.Interpretation;

/// <summary>
/// Runs a function of the IR, statement by statement and lane by lane. Numbers are kept as doubles, floats exactly so; masks and
/// flags are truth values of their own, so that neither can pass for the other.
/// </summary>
internal sealed class Interpreter
{
    private readonly Func<IrType, int> lanesOf;
    private readonly MemoryBlock memory;
    private readonly IndexEvaluator indices = new();
    private readonly Dictionary<Value, double[]> numbers = [];
    private readonly Dictionary<Value, bool[]> masks = [];

    private Interpreter(Func<IrType, int> lanesOf, MemoryBlock memory) => (this.lanesOf, this.memory) = (lanesOf, memory);

    /// <summary>How often the body of an <see cref="Unless"/> ran.</summary>
    public int Exceptions { get; private set; }

    /// <summary>Runs a function as it is before lowering: every vector has sixteen lanes.</summary>
    public static Interpreter RunVirtual(Function function, MemoryBlock memory, double scalar, IReadOnlyDictionary<string, long> sizes) =>
        Run(function, memory, scalar, sizes, _ => Value.Lanes);

    /// <summary>Runs a lowered function: every vector is a register.</summary>
    public static Interpreter RunLowered(
        Function function, InstructionSet isa, MemoryBlock memory, double scalar, IReadOnlyDictionary<string, long> sizes) =>
        Run(function, memory, scalar, sizes, isa.LanesOf);

    private static Interpreter Run(
        Function function, MemoryBlock memory, double scalar, IReadOnlyDictionary<string, long> sizes, Func<IrType, int> lanesOf)
    {
        var interpreter = new Interpreter(type => type is IrType.Floats or IrType.Doubles ? lanesOf(type) : 1, memory);
        foreach (var size in function.Sizes)
        {
            interpreter.indices[size] = sizes[size];
        }

        foreach (var parameter in function.Scalars)
        {
            interpreter.numbers[parameter] = [scalar];
        }

        foreach (var local in Statements.Regions(function.Body).Where(region => region.IsLocal))
        {
            memory[local.Name] = local.IsDouble ? new double[LocalDoubles.Length] : new float[LocalFloats.Length];
        }

        interpreter.Block(function.Body);
        return interpreter;
    }

    private double Folded(LoadFolded load, int row)
    {
        var lanes = memory.Read(load.Region, indices.Evaluate(load.At) + (row * Value.Lanes), Value.Lanes);
        while (lanes.Length > 1)
        {
            var half = lanes.Length / 2;
            lanes = [.. Enumerable.Range(0, half).Select(lane => lanes[lane] + lanes[lane + half])];
        }

        return lanes[0];
    }

    private void Block(IReadOnlyList<Statement> block)
    {
        foreach (var statement in block)
        {
            Step(statement);
        }
    }

    private void Step(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                Compute(let);
                break;
            case LetConstant constant:
                Set(constant.Target, Everywhere(constant.Target.Type, constant.Number));
                break;
            case LetNumber number:
                Set(number.Target, [indices.Evaluate(number.Number)]);
                break;
            case LetFirst first:
                var count = indices.Evaluate(first.Count);
                var (before, after) = (Numbers(first.First), Numbers(first.Rest));
                Set(first.Target, [.. before.Select((value, lane) => lane + first.LaneOffset < count ? value : after[lane])]);
                break;
            case LetIndex index:
                indices[index.Name] = indices.Evaluate(index.Number);
                break;
            case Assign assign:
                Copy(assign);
                break;
            case Load load:
                Set(load.Target, Loaded(load));
                break;
            case LoadFolded load:
                Set(load.Target, [.. Enumerable.Range(0, lanesOf(IrType.Doubles)).Select(row => Folded(load, row))]);
                break;
            case Store store:
                var stored = Numbers(store.Source);
                memory.Write(store.Region, indices.Evaluate(store.At), stored.AsSpan(0, Count(store.Count, stored.Length)));
                break;
            case Loop loop:
                Repeat(loop);
                break;
            case Unless unless when !masks[unless.Flag].Single():
                Exceptions++;
                Block(unless.Body);
                break;
            case WhenNonZero test when indices.Evaluate(test.Number) != 0:
                Block(test.Body);
                break;
            case When branch when masks[branch.Flag].Single():
                Block(branch.Body);
                break;
            case Unless or When or WhenNonZero or Seam or Comment:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(statement), statement, "Unknown.");
        }
    }

    private void Compute(Let let)
    {
        switch (let.Op)
        {
            case Op.LessOrEqual:
                var right = Numbers(let.Arguments[1]);
                masks[let.Target] = [.. Numbers(let.Arguments[0]).Select((left, lane) => left <= right[lane])];
                break;
            case Op.And:
                var other = masks[let.Arguments[1]];
                masks[let.Target] = [.. masks[let.Arguments[0]].Select((one, lane) => one && other[lane])];
                break;
            case Op.All:
                masks[let.Target] = [masks[let.Arguments[0]].All(lane => lane)];
                break;
            default:
                Set(let.Target, Result(let));
                break;
        }
    }

    private double[] Result(Let let)
    {
        double[] Argument(int index) => Numbers(let.Arguments[index]);
        switch (let.Op)
        {
            case Op.Select:
                var (then, otherwise) = (Argument(1), Argument(2));
                return [.. masks[let.Arguments[0]].Select((chosen, lane) => chosen ? then[lane] : otherwise[lane])];
            case Op.Broadcast:
                return Everywhere(let.Target.Type, Argument(0).Single());
            case Op.Widen:
                return Argument(0);
            case Op.WidenLower:
                return Argument(0)[..(Argument(0).Length / 2)];
            case Op.WidenUpper:
                return Argument(0)[(Argument(0).Length / 2)..];
            case Op.Narrow:
                return [.. let.Arguments.SelectMany(Numbers).Select(lane => (double)(float)lane)];
            case Op.Fold:
                return [Fold(Argument(0))];
            default:
                return LaneByLane(let);
        }
    }

    private double[] LaneByLane(Let let)
    {
        var arguments = let.Arguments.Select(Numbers).ToArray();
        var isDouble = let.Target.Type is IrType.Double or IrType.Doubles;
        var result = new double[arguments[0].Length];
        Span<double> lanes = stackalloc double[arguments.Length];
        for (var lane = 0; lane < result.Length; lane++)
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                lanes[i] = arguments[i][lane];
            }

            result[lane] = Meaning.Of(let.Op, isDouble, lanes);
        }

        return result;
    }

    private static double Fold(double[] lanes)
    {
        while (lanes.Length > 1)
        {
            var (lower, upper) = (lanes[..(lanes.Length / 2)], lanes[(lanes.Length / 2)..]);
            lanes = [.. lower.Select((lane, i) => lane + upper[i])];
        }

        return lanes[0];
    }

    /// <summary>A load with a count touches nothing past it.</summary>
    private double[] Loaded(Load load)
    {
        var lanes = lanesOf(load.Target.Type);
        var read = memory.Read(load.Region, indices.Evaluate(load.At), Count(load.Count, lanes));
        return load.Count is null ? read : [.. read, .. Numbers(load.Fill!)[read.Length..]];
    }

    private int Count(Index? count, int lanes) => count is null ? lanes : (int)Math.Min(indices.Evaluate(count), lanes);

    private void Repeat(Loop loop)
    {
        var step = indices.Evaluate(loop.Step);
        for (var i = indices.Evaluate(loop.From); i < indices.Evaluate(loop.To); i += step)
        {
            indices[loop.Variable] = i;
            Block(loop.Body);
        }
    }

    private void Copy(Assign assign)
    {
        if (masks.TryGetValue(assign.Source, out var mask))
        {
            masks[assign.Variable] = mask;
        }
        else
        {
            Set(assign.Variable, Numbers(assign.Source));
        }
    }

    private double[] Everywhere(IrType type, double number) =>
        [.. Enumerable.Repeat(type is IrType.Float or IrType.Floats ? (float)number : number, lanesOf(type))];

    private double[] Numbers(Value value) =>
        numbers.TryGetValue(value, out var lanes) ? lanes : throw new InterpretationException($"{value} has no number.");

    private void Set(Value target, double[] lanes)
    {
        if (lanes.Length != lanesOf(target.Type))
        {
            throw new InterpretationException($"{target} takes {lanesOf(target.Type)} lanes, not {lanes.Length}.");
        }

        numbers[target] = lanes;
    }
}
