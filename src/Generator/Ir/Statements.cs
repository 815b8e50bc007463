using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Generator.Ir;

/// <summary>What passes over the IR ask of a statement.</summary>
internal static class Statements
{
    /// <summary>The value that a statement defines, if it does.</summary>
    public static Value? Target(Statement statement) => statement switch
    {
        Let let => let.Target,
        LetCall call => call.Target,
        LetConstant constant => constant.Target,
        LetNumber number => number.Target,
        LetFirst first => first.Target,
        Load load => load.Target,
        _ => null,
    };

    /// <summary>The values that a statement itself reads, not those of its blocks.</summary>
    public static IEnumerable<Value> Sources(Statement statement) => statement switch
    {
        Let let => let.Arguments,
        LetCall call => call.Arguments,
        LetFirst first => [first.First, first.Rest],
        Assign assign => [assign.Source],
        Load { Fill: { } fill } => [fill],
        Store store => [store.Source],
        Unless unless => [unless.Flag],
        _ => [],
    };

    /// <summary>The blocks within a statement.</summary>
    public static IReadOnlyList<Statement> Body(Statement statement) => statement switch
    {
        Loop loop => loop.Body,
        Unless unless => unless.Body,
        WhenNonZero test => test.Body,
        _ => [],
    };

    /// <summary>The statement with its blocks replaced.</summary>
    public static Statement MapBlocks(Statement statement, Func<IReadOnlyList<Statement>, IReadOnlyList<Statement>> map) => statement switch
    {
        Loop loop => loop with { Body = map(loop.Body) },
        Unless unless => unless with { Body = map(unless.Body) },
        WhenNonZero test => test with { Body = map(test.Body) },
        _ => statement,
    };

    /// <summary>How often each value is read, anywhere in the block.</summary>
    public static IReadOnlyDictionary<Value, int> Uses(IReadOnlyList<Statement> block)
    {
        var uses = new Dictionary<Value, int>();
        foreach (var source in All(block).SelectMany(Sources))
        {
            uses.TryGetValue(source, out var count);
            uses[source] = count + 1;
        }

        return uses;
    }

    /// <summary>The buffers that are read or written anywhere in the block.</summary>
    public static HashSet<Region> Regions(IReadOnlyList<Statement> block)
    {
        var regions = All(block).OfType<Load>().Select(load => load.Region);
        return [.. regions, .. All(block).OfType<Store>().Select(store => store.Region)];
    }

    /// <summary>The variables and sizes that integer expressions of the block use.</summary>
    public static HashSet<string> Names(IReadOnlyList<Statement> block) =>
        [.. All(block).SelectMany(Indices).OfType<Index>().SelectMany(index => index.Names)];

    private static IEnumerable<Index?> Indices(Statement statement) => statement switch
    {
        LetNumber number => [number.Number],
        LetFirst first => [first.Count],
        LetIndex index => [index.Number],
        Load load => [load.At, load.Count],
        Store store => [store.At, store.Count],
        Loop loop => [loop.From, loop.To, loop.Step],
        WhenNonZero test => [test.Number],
        _ => [],
    };

    public static int Count(IReadOnlyList<Statement> block) => All(block).Count();

    /// <summary>Every statement of a block and of the blocks within it, in order.</summary>
    public static IEnumerable<Statement> All(IReadOnlyList<Statement> block) =>
        block.SelectMany(statement => new[] { statement }.Concat(All(Body(statement))));
}
