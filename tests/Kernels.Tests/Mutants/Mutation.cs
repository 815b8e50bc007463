extern alias generator;

using System.Collections.Generic;
using System.Linq;
using generator::NormGen.Generator.Ir;
using Index = generator::NormGen.Generator.Ir.Index;

namespace NormGen.Kernels.Tests.Mutants;

/// <summary>One small mistake in a function of the IR: another operation, sign, constant, trip count, address or mask, or a statement left out.</summary>
/// <param name="What">What was done, for a reader.</param>
/// <param name="Function">The function with the mistake.</param>
internal sealed record Mutation(string What, Function Function)
{
    /// <summary>Every mistake that there can be in a function.</summary>
    public static IEnumerable<Mutation> Of(Function function) =>
        OfBlock(function.Body).Select(mutated => new Mutation($"{function.Name}: {mutated.What}", function with { Body = mutated.Block }));

    private static IEnumerable<(string What, IReadOnlyList<Statement> Block)> OfBlock(IReadOnlyList<Statement> block)
    {
        for (var place = 0; place < block.Count; place++)
        {
            var (statement, at) = (block[place], place);
            foreach (var (what, mutated) in OfStatement(statement))
            {
                yield return (what, [.. block.Take(at), .. mutated, .. block.Skip(at + 1)]);
            }

            foreach (var (what, inner) in OfBlock(Statements.Body(statement)))
            {
                yield return (what, [.. block.Take(at), Statements.MapBlocks(statement, _ => inner), .. block.Skip(at + 1)]);
            }
        }
    }

    private static IEnumerable<(string What, Statement[] Mutated)> OfStatement(Statement statement) => statement switch
    {
        Let let => OfOperation(let).Select(other => ($"{let.Target} = {let.Op} became {other.What}", new Statement[] { other.Let })),
        LetConstant { Number: 0 } zero => [("constant 0 became 1", [zero with { Number = 1 }])],
        LetConstant constant =>
        [
            ($"constant {constant.Number:R} became its negative", [constant with { Number = -constant.Number }]),
            ($"constant {constant.Number:R} became 1 more", [constant with { Number = constant.Number + 1 }]),
        ],
        LetNumber number => [($"number {number.Target} became 1 more", [number with { Number = number.Number + 1 }])],
        LetFirst first => [($"lanes of {first.Target}: one more", [first with { Count = first.Count + 1 }]), ($"lanes of {first.Target}: one less", [first with { Count = Index.Beyond(first.Count, 1) }])],
        LetIndex index => [($"index {index.Name} became 1 more", [index with { Number = index.Number + 1 }])],
        Assign { Declares: false } assign => [($"assignment to {assign.Variable} left out", [])],
        Load load => OfLoad(load),
        Store store => OfStore(store),
        Loop loop => OfLoop(loop),
        Unless unless => [($"unless {unless.Flag}: left out", []), ($"unless {unless.Flag}: became when", [new When(unless.Flag, unless.Body)])],
        When branch => [($"when {branch.Flag}: left out", []), ($"when {branch.Flag}: became unless", [new Unless(branch.Flag, branch.Body)])],
        WhenNonZero test => [("code for a number that is not zero left out", [])],
        _ => [],
    };

    private static IEnumerable<(string What, Let Let)> OfOperation(Let let)
    {
        Let With(Op op, params Value[] arguments) => let with { Op = op, Arguments = arguments };
        var of = let.Arguments;
        return let.Op switch
        {
            Op.Add => [("a difference", With(Op.Subtract, of[0], of[1])), ("its first operand twice", With(Op.Add, of[0], of[0]))],
            Op.Subtract => [("a sum", With(Op.Add, of[0], of[1])), ("turned round", With(Op.Subtract, of[1], of[0]))],
            Op.Multiply => [("a sum", With(Op.Add, of[0], of[1])), ("a quotient", With(Op.Divide, of[0], of[1]))],
            Op.Divide => [("a product", With(Op.Multiply, of[0], of[1])), ("turned round", With(Op.Divide, of[1], of[0]))],
            Op.SquareRoot => [("a square", With(Op.Multiply, of[0], of[0]))],
            Op.FusedMultiplyAdd => [("its product alone", With(Op.Multiply, of[0], of[1])), ("the sum of two of three", With(Op.Add, of[0], of[2]))],
            Op.ExactMultiplyAdd => [("its product alone", With(Op.Multiply, of[0], of[1])), ("the sum of two of three", With(Op.Add, of[0], of[2]))],
            Op.Minimum => [("the maximum", With(Op.Maximum, of[0], of[1]))],
            Op.Maximum => [("the minimum", With(Op.Minimum, of[0], of[1]))],
            Op.CopySign => [("its size", With(Op.Absolute, of[0]))],
            Op.LessOrEqual => [("turned round", With(Op.LessOrEqual, of[1], of[0]))],
            Op.Select => [("turned round", With(Op.Select, of[0], of[2], of[1]))],
            _ => [],
        };
    }

    private static IEnumerable<(string What, Statement[] Mutated)> OfLoad(Load load)
    {
        yield return ($"{load.Target} loaded from 1 further", [load with { At = load.At + 1 }]);
        if (load.Count is { } count)
        {
            yield return ($"{load.Target}: one lane more", [load with { Count = count + 1 }]);
            yield return ($"{load.Target}: one lane less", [load with { Count = Index.Beyond(count, 1) }]);
        }
    }

    private static IEnumerable<(string What, Statement[] Mutated)> OfStore(Store store)
    {
        yield return ($"store to {store.Region.Name} left out", []);
        yield return ($"store to {store.Region.Name} 1 further", [store with { At = store.At + 1 }]);
        if (store.Count is { } count)
        {
            yield return ($"store to {store.Region.Name}: one lane less", [store with { Count = Index.Beyond(count, 1) }]);
        }
    }

    private static IEnumerable<(string What, Statement[] Mutated)> OfLoop(Loop loop)
    {
        yield return ($"loop over {loop.Variable}: once less", [loop with { To = Index.Beyond(loop.To, loop.Step) }]);
        yield return ($"loop over {loop.Variable}: begins a step late", [loop with { From = loop.From + loop.Step }]);
        if (loop is not LaneLoop)
        {
            yield return ($"loop over {loop.Variable}: once more", [loop with { To = loop.To + loop.Step }]);
        }
    }
}
