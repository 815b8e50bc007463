using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;

namespace NormGen.Generator.Emit;

/// <summary>
/// Writes the body of a lowered function. A value that is used once, where nothing it depends on changes in between, is written
/// where it is used, so that the code reads as formulas.
/// </summary>
/// <param name="constants">Where long constants are named; null to write them where they are used.</param>
internal sealed class FunctionWriter(CodeWriter writer, InstructionSet isa, Function function, VectorConstants? constants = null)
{
    private const int LongestInline = 96;

    private readonly Expressions expressions = new(isa, constants);
    private readonly IReadOnlyDictionary<Value, int> uses = Statements.Uses(function.Body);
    private readonly Dictionary<Value, Text> inlined = [];

    public void Write() => Block(function.Body);

    private void Block(IReadOnlyList<Statement> block)
    {
        for (var i = 0; i < block.Count; i++)
        {
            Statement(block, i);
            if (Statements.Body(block[i]).Count > 0 && i + 1 < block.Count)
            {
                writer.Line();
            }
        }
    }

    private void Statement(IReadOnlyList<Statement> block, int position)
    {
        switch (block[position])
        {
            case Comment comment:
                writer.Line("// " + comment.Text);
                break;
            case LetIndex index:
                writer.Line($"var {index.Name} = {expressions.Integer(index.Number).Code};");
                break;
            case Assign assign:
                writer.Line($"{(assign.Declares ? "var " : "")}{assign.Variable.Name} = {Use(assign.Source).Code};");
                break;
            case Store store:
                writer.Line(expressions.Store(store, Use));
                break;
            case Loop loop:
                Loop(loop);
                break;
            case Unless unless:
                Nested($"if (!{Use(unless.Flag).Operand})", unless.Body);
                break;
            case WhenNonZero test:
                Nested($"if ({expressions.Integer(test.Number).Operand} != 0)", test.Body);
                break;
            case var definition:
                Define(Statements.Target(definition)!, Expression(definition), block, position);
                break;
        }
    }

    private Text Expression(Statement definition) => definition switch
    {
        Let let => expressions.Of(let, Use),
        LetCall call => Expressions.Call(call, Use),
        LetConstant constant => expressions.Constant(constant),
        LetNumber number => expressions.Number(number.Number),
        LetFirst first => expressions.First(first, Use),
        Load load => expressions.Load(load, Use),
        _ => throw new ArgumentOutOfRangeException(nameof(definition)),
    };

    private void Define(Value target, Text text, IReadOnlyList<Statement> block, int position)
    {
        if (MayMove(target, text, block, position))
        {
            inlined[target] = text;
        }
        else
        {
            writer.Line($"var {target.Name} = {text.Code};");
        }
    }

    private bool MayMove(Value target, Text text, IReadOnlyList<Statement> block, int position)
    {
        if (target.IsVariable || text.Code.Length > LongestInline)
        {
            return false;
        }

        if (block[position] is LetConstant)
        {
            return true;
        }

        return uses[target] == 1
            && Enumerable.Range(position + 1, block.Count - position - 1)
                .TakeWhile(i => !Disturbs(block[i], target, block, position))
                .Any(i => Statements.Sources(block[i]).Contains(target));
    }

    /// <summary>Whether a value could be another one if it were computed after this statement instead of before.</summary>
    private bool Disturbs(Statement statement, Value target, IReadOnlyList<Statement> block, int position)
    {
        // The statement that uses the value reads it before it changes anything.
        if (Statements.Sources(statement).Contains(target))
        {
            return false;
        }

        return Statements.Body(statement).Count > 0
            || (statement is Store && ReadsMemory(block, position))
            || (statement is Assign assign && ReadsVariable(assign.Variable, block, position));
    }

    private bool ReadsMemory(IReadOnlyList<Statement> block, int position) => Tree(block, position).Any(s => s is Load);

    private bool ReadsVariable(Value variable, IReadOnlyList<Statement> block, int position) =>
        Tree(block, position).SelectMany(Statements.Sources).Contains(variable);

    /// <summary>A definition and those that were folded into it.</summary>
    private IEnumerable<Statement> Tree(IReadOnlyList<Statement> block, int position)
    {
        yield return block[position];
        foreach (var source in Statements.Sources(block[position]).Where(inlined.ContainsKey))
        {
            for (var i = position - 1; i >= 0; i--)
            {
                if (ReferenceEquals(Statements.Target(block[i]), source))
                {
                    foreach (var statement in Tree(block, i))
                    {
                        yield return statement;
                    }
                }
            }
        }
    }

    private Text Use(Value value) => inlined.TryGetValue(value, out var text) ? text : new(value.Name, IsAtom: true);

    private void Loop(Loop loop)
    {
        var step = loop.Step is Index.Constant { Value: 1 } ? "++" : " += " + expressions.Integer(loop.Step).Code;
        Nested(
            $"for (nuint {loop.Variable} = {expressions.Integer(loop.From).Code}; {loop.Variable} < {expressions.Integer(loop.To).Code}; {loop.Variable}{step})",
            loop.Body);
    }

    private void Nested(string head, IReadOnlyList<Statement> body)
    {
        using (writer.Braces(head))
        {
            Block(body);
        }
    }
}
