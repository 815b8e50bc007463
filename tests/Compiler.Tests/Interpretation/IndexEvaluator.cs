using System;
using System.Collections.Generic;
using NormGen.Generator.Ir;

namespace NormGen.Compiler.Tests.Interpretation;

/// <summary>Integer expressions, with the native unsigned numbers of generated code: none may fall below zero.</summary>
internal sealed class IndexEvaluator
{
    private readonly Dictionary<string, long> variables = new(StringComparer.Ordinal);

    public long this[string name]
    {
        set => variables[name] = value;
    }

    public long Evaluate(Index index) => index switch
    {
        Index.Constant constant => constant.Value,
        Index.Variable variable => variables.TryGetValue(variable.Name, out var value)
            ? value
            : throw new InterpretationException($"{variable.Name} has no value."),
        Index.Binary binary => NotNegative(Compute(binary.Op, Evaluate(binary.Left), Evaluate(binary.Right))),
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "Unknown."),
    };

    private static long Compute(IndexOp op, long left, long right) => op switch
    {
        IndexOp.Add => checked(left + right),
        IndexOp.Subtract => left - right,
        IndexOp.Multiply => checked(left * right),
        IndexOp.Divide => left / right,
        IndexOp.Remainder => left % right,
        IndexOp.Minimum => Math.Min(left, right),
        IndexOp.Maximum => Math.Max(left, right),
        IndexOp.SaturatingSubtract => Math.Max(left - right, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "Unknown."),
    };

    private static long NotNegative(long value) =>
        value >= 0 ? value : throw new InterpretationException($"An index falls to {value}, which wraps in generated code.");
}
