using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Emit;
using NormGen.Generator.Isas;
using Xunit;

namespace NormGen.Compiler.Tests.Ir;

/// <summary>Integer expressions fold where they are known, read as a person would write them, and mean the same afterwards.</summary>
public sealed class IndexTests
{
    private const int RandomTrees = 300;

    private static readonly Index N = Index.Named("n");
    private static readonly Index M = Index.Named("m");

    /// <summary>Each text with the expression that gives it.</summary>
    private static readonly Dictionary<string, Index> Written = new(StringComparer.Ordinal)
    {
        ["7"] = (Index)3 + 4,
        ["0"] = N * 0,
        ["n"] = ((N * 1) + 0 - 0) / 1,
        ["n + 48"] = N + 16 + 32,
        ["n % 16"] = N % 16,
        ["n / 16 * 16"] = N.RoundDown(16),
        ["48"] = ((Index)63).RoundDown(16),
        ["(n + m) * 16"] = (N + M) * 16,
        ["(n * m) + 16"] = (N * M) + 16,
        ["n * (m + 1)"] = N * (M + 1),
        ["n - (m - 1)"] = N - (M - 1),
        ["n + m - 1"] = N + M - 1,
        ["n * (m / 3)"] = N * (M / 3),
        ["n % m * 3"] = N % M * 3,
        ["Math.Min(n + 1, m)"] = Index.Min(N + 1, M),
        ["3"] = Index.Min(3, 4),
        ["Lanes.Beyond(n, 8)"] = Index.Beyond(N, 8),
        ["2"] = Index.Beyond(10, 8),
        ["m"] = Index.Beyond(M, 0),
    };

    public static TheoryData<string> Texts => [.. Written.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Folds_and_reads(string text) => Assert.Equal(text, Code(Written[text]));

    [Fact]
    public void Nothing_is_left_beyond_a_greater_number() => Assert.True(Index.Beyond(8, 10).IsZero);

    /// <summary>Random expressions, compiled, give what the interpreter gives.</summary>
    [Fact]
    public void Text_means_what_the_tree_means()
    {
        var random = new Random(1);
        Index[] trees = [.. Enumerable.Range(0, RandomTrees).Select(_ => Tree(random, 4))];
        var compute = InMemory.Load(InMemory.Compile(Program(trees))).Method<Func<nuint, nuint, nuint[]>>("Program", "Compute");
        foreach (var (n, m) in new[] { (0, 1), (1, 1), (7, 3), (100, 16), (31, 64) })
        {
            var evaluator = new IndexEvaluator { ["n"] = n, ["m"] = m };
            var results = compute((nuint)n, (nuint)m);
            for (var i = 0; i < trees.Length; i++)
            {
                Assert.True(results[i] == (nuint)evaluator.Evaluate(trees[i]), $"{Code(trees[i])} for n = {n}, m = {m}: {results[i]}");
            }
        }
    }

    private static string Code(Index index) => new Expressions(new Portable()).Integer(index).Code;

    private static string Program(Index[] trees) =>
        $$"""
        using Lanes = NormGen.Runtime.Lanes;
        using Math = System.Math;
        public static class Program
        {
            public static nuint[] Compute(nuint n, nuint m) => new nuint[] { {{string.Join(", ", trees.Select(Code))}} };
        }
        """;

    /// <summary>A tree that no size takes below zero or divides by zero.</summary>
    private static Index Tree(Random random, int depth)
    {
        if (depth == 0)
        {
            return random.Next(3) switch { 0 => N, 1 => M, _ => random.Next(0, 40) };
        }

        var left = Tree(random, depth - 1);
        var right = Tree(random, depth - 1);
        return random.Next(8) switch
        {
            0 => left + right,
            1 => left + right - right,
            2 => left * (right % 5),
            3 => left / (random.Next(1, 20) + (right % 3)),
            4 => left % random.Next(1, 20),
            5 => Index.Min(left, right),
            6 => Index.Beyond(left, right),
            _ => left.RoundDown(1 << random.Next(0, 5)),
        };
    }
}
