using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NormGen.Generator.Isas;

namespace NormGen.Generator.Ir;

/// <summary>
/// Cuts vectors of sixteen lanes into the registers of an instruction set. Stretches of lane-wise code are emitted one part at a time:
/// all that happens to the first registers, then all that happens to the next. Registers that a part-full load leaves empty are absent:
/// what is computed from them is left out, which is what filling them with neutral values would come to.
/// </summary>
internal sealed class Lowering
{
    private readonly InstructionSet isa;
    private readonly Dictionary<Value, Value?[]> parts;
    private readonly List<Statement> output = [];
    private readonly List<Statement> stretch = [];
    private readonly int lanes;

    /// <param name="lanes">The lanes of a vector: sixteen, or in a <see cref="LaneLoop"/> those of a register of floats.</param>
    private Lowering(InstructionSet isa, Dictionary<Value, Value?[]> parts, int lanes)
    {
        this.isa = isa;
        this.parts = parts;
        this.lanes = lanes;
    }

    private int FloatParts => lanes / isa.FloatLanes;

    public static Function Lower(Function function, InstructionSet isa) =>
        function with { Body = DeadCode.Remove(new Lowering(isa, [], Value.Lanes).Block(function.Body)) };

    private List<Statement> Block(IReadOnlyList<Statement> block)
    {
        foreach (var statement in block)
        {
            if (IsLaneWise(statement))
            {
                stretch.Add(statement);
            }
            else
            {
                EndStretch();
                Across(statement);
            }
        }

        EndStretch();
        return output;
    }

    private static bool IsLaneWise(Statement statement) => statement switch
    {
        Let { Op: Op.Fold or Op.All } => false,
        Assign assign => assign.Variable.IsVector,
        Store store => store.Source.IsVector,
        _ => Statements.Target(statement) is { IsVector: true },
    };

    private void EndStretch()
    {
        for (var part = 0; part < FloatParts; part++)
        {
            foreach (var statement in stretch)
            {
                Part(statement, part);
            }
        }

        stretch.Clear();
    }

    /// <summary>What concerns all parts at once, or none.</summary>
    private void Across(Statement statement)
    {
        switch (statement)
        {
            case Seam:
                break;
            case Let { Op: Op.Fold } fold:
                output.Add(fold with { Arguments = [Combine(fold.Arguments[0], Op.Add)] });
                break;
            case Let { Op: Op.All } all:
                output.Add(all with { Arguments = [Combine(all.Arguments[0], Op.And)] });
                break;
            case LaneLoop loop:
                var body = new Lowering(isa, parts, isa.FloatLanes).Block(loop.Body);
                output.Add(new Loop(loop.Variable, loop.From, loop.To, isa.FloatLanes, body));
                break;
            default:
                output.Add(Statements.MapBlocks(statement, body => new Lowering(isa, parts, lanes).Block(body)));
                break;
        }
    }

    /// <summary>Halves meet until one register is left: lane i with lane i + 8, then with i + 4, and so on.</summary>
    private Value Combine(Value wide, Op op)
    {
        var registers = parts[wide];
        while (registers.Length > 1)
        {
            var half = registers.Length / 2;
            registers = [.. Enumerable.Range(0, half).Select(i => Emit(op, registers[i], registers[i + half]))];
        }

        return registers[0] ?? throw new InvalidOperationException("A reduction over no lanes.");
    }

    private Value? Emit(Op op, Value? first, Value? second)
    {
        if (first is null || second is null)
        {
            return first ?? second;
        }

        var target = new Value(first.Builder, first.Type, first.Builder.Unique("half"));
        output.Add(new Let(target, op, [first, second]));
        return target;
    }

    /// <summary>One part of a lane-wise statement: one register of floats, or the two of doubles beside it.</summary>
    private void Part(Statement statement, int part)
    {
        switch (statement)
        {
            case Let { Op: Op.Widen } widen:
                Compute(widen.Target, 2 * part, Op.WidenLower, [parts[widen.Arguments[0]][part]]);
                Compute(widen.Target, (2 * part) + 1, Op.WidenUpper, [parts[widen.Arguments[0]][part]]);
                break;
            case Let { Op: Op.Narrow } narrow:
                var from = parts[narrow.Arguments[0]];
                Compute(narrow.Target, part, Op.Narrow, [from[2 * part], from[(2 * part) + 1]]);
                break;
            case Let { Op: Op.Broadcast } broadcast when part == 0:
                output.Add(broadcast with { Target = DefineUniform(broadcast.Target) });
                break;
            case LetConstant { Target.IsVariable: false } constant when part == 0:
                output.Add(constant with { Target = DefineUniform(constant.Target) });
                break;
            case Let { Op: Op.Broadcast } or LetConstant { Target.IsVariable: false }:
                break;
            default:
                foreach (var register in Registers(statement, part))
                {
                    Register(statement, register);
                }

                break;
        }
    }

    private static IEnumerable<int> Registers(Statement statement, int part)
    {
        var type = statement switch
        {
            Assign assign => assign.Variable.Type,
            Store store => store.Source.Type,
            _ => Statements.Target(statement)!.Type,
        };
        return type == IrType.Doubles ? [2 * part, (2 * part) + 1] : [part];
    }

    private void Register(Statement statement, int register)
    {
        switch (statement)
        {
            case Let let:
                Compute(let.Target, register, let.Op, [.. let.Arguments.Select(a => parts[a][register])]);
                break;
            case LetCall call when call.Arguments.All(a => parts[a][register] is not null):
                output.Add(call with { Target = Define(call.Target, register), Arguments = [.. call.Arguments.Select(a => parts[a][register]!)] });
                break;
            case LetConstant constant:
                output.Add(constant with { Target = Define(constant.Target, register) });
                break;
            case LetFirst first when parts[first.First][register] is { } before && parts[first.Rest][register] is { } after:
                output.Add(first with
                {
                    Target = Define(first.Target, register),
                    First = before,
                    Rest = after,
                    LaneOffset = register * isa.LanesOf(first.Target.Type),
                });
                break;
            case Assign assign when parts[assign.Source][register] is { } source:
                output.Add(assign with
                {
                    Variable = assign.Declares ? Define(assign.Variable, register) : parts[assign.Variable][register]!,
                    Source = source,
                });
                break;
            case Load load:
                LoadRegister(load, register);
                break;
            case Store store:
                StoreRegister(store, register);
                break;
            case LetCall call:
                Alias(call.Target, register, null);
                break;
            case LetFirst first:
                Alias(first.Target, register, null);
                break;
            case Assign { Declares: true } assign:
                Alias(assign.Variable, register, null);
                break;
        }
    }

    private void LoadRegister(Load load, int register)
    {
        var lanes = isa.LanesOf(load.Target.Type);
        var (at, count) = (load.At + (register * lanes), Remaining(load.Count, register, lanes));
        if (count is { IsZero: true })
        {
            Alias(load.Target, register, null);
            return;
        }

        var fill = count is not null && load.Fill is { } wide ? parts[wide][register] : null;
        output.Add(load with { Target = Define(load.Target, register), At = at, Count = count, Fill = fill });
    }

    private void StoreRegister(Store store, int register)
    {
        var lanes = isa.LanesOf(store.Source.Type);
        var count = Remaining(store.Count, register, lanes);
        if (count is not { IsZero: true } && parts[store.Source][register] is { } source)
        {
            output.Add(store with { At = store.At + (register * lanes), Source = source, Count = count });
        }
    }

    /// <summary>How many lanes of a register a count leaves: null for all of them.</summary>
    private static Index? Remaining(Index? count, int register, int lanes) =>
        count is null || Index.Beyond(count, register * lanes) is not { } rest || rest is Index.Constant known && known.Value >= lanes ? null : rest;

    /// <summary>An operation on registers; absent where an argument is.</summary>
    private void Compute(Value target, int register, Op op, IReadOnlyList<Value?> arguments)
    {
        if (arguments.Any(a => a is null))
        {
            Alias(target, register, null);
        }
        else
        {
            output.Add(new Let(Define(target, register), op, [.. arguments.OfType<Value>()]));
        }
    }

    private Value Define(Value wide, int register)
    {
        var count = lanes / isa.LanesOf(wide.Type);
        var name = count == 1 ? wide.Name : wide.Name + "_" + register.ToString(CultureInfo.InvariantCulture);
        var value = new Value(wide.Builder, wide.Type, name, wide.IsVariable);
        Alias(wide, register, value);
        return value;
    }

    /// <summary>One register that stands for every part, since all lanes are alike.</summary>
    private Value DefineUniform(Value wide)
    {
        var value = new Value(wide.Builder, wide.Type, wide.Name);
        for (var register = 0; register < lanes / isa.LanesOf(wide.Type); register++)
        {
            Alias(wide, register, value);
        }

        return value;
    }

    private void Alias(Value wide, int register, Value? value)
    {
        if (!parts.TryGetValue(wide, out var registers))
        {
            parts[wide] = registers = new Value?[lanes / isa.LanesOf(wide.Type)];
        }

        registers[register] = value;
    }
}
