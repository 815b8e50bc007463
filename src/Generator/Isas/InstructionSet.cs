using System;
using System.Globalization;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Isas;

/// <summary>How an operation is written in C#: on registers of an instruction set, and what that means on one lane.</summary>
/// <param name="Vector">The text for registers; {0}, {1}, {2} are the operands.</param>
/// <param name="Scalar">The text for one float or double: the meaning that tests hold the other against, and the code for scalars.</param>
internal sealed record IsaRow(string Vector, string Scalar);

/// <summary>
/// A width of registers and the text of each operation on them. .NET's cross-platform vector types compile to the instructions of
/// the machine, so the rows below hold for every width; an instruction set overrides those where it has something better.
/// </summary>
internal abstract class InstructionSet
{
    /// <summary>The name of the nested class that holds this instruction set's code.</summary>
    public abstract string Name { get; }

    /// <summary>A C# condition that the JIT knows when it compiles; null for code that runs anywhere.</summary>
    public abstract string? Condition { get; }

    /// <summary>Floats per register.</summary>
    public abstract int FloatLanes { get; }

    /// <summary>Registers that code can name.</summary>
    public abstract int Registers { get; }

    /// <summary>The .NET type with the operations: <c>Vector512</c>.</summary>
    public string VectorType => "Vector" + (FloatLanes * 32).ToString(CultureInfo.InvariantCulture);

    public int LanesOf(IrType type) => type == IrType.Doubles ? FloatLanes / 2 : FloatLanes;

    public virtual IsaRow Row(Op op) => op switch
    {
        Op.Add => Same("{0} + {1}"),
        Op.Subtract => Same("{0} - {1}"),
        Op.Multiply => Same("{0} * {1}"),
        Op.Divide => Same("{0} / {1}"),
        Op.SquareRoot => new($"{VectorType}.Sqrt({{0}})", "Math.Sqrt({0})"),
        Op.FusedMultiplyAdd => new($"{VectorType}.FusedMultiplyAdd({{0}}, {{1}}, {{2}})", "MathF.FusedMultiplyAdd({0}, {1}, {2})"),
        Op.ExactMultiplyAdd => new($"{VectorType}.FusedMultiplyAdd({{0}}, {{1}}, {{2}})", "({0} * {1}) + {2}"),
        Op.Minimum => new($"{VectorType}.MinNative({{0}}, {{1}})", "{0} < {1} ? {0} : {1}"),
        Op.Maximum => new($"{VectorType}.MaxNative({{0}}, {{1}})", "{0} > {1} ? {0} : {1}"),
        Op.Absolute => new($"{VectorType}.Abs({{0}})", "MathF.Abs({0})"),
        Op.CopySign => new($"{VectorType}.CopySign({{0}}, {{1}})", "MathF.CopySign({0}, {1})"),
        Op.ScaleByPowerOfTwo => new("Lanes.Scale({0}, {1})", "MathF.ScaleB({0}, (int){1})"),
        Op.LessOrEqual => new($"{VectorType}.LessThanOrEqual({{0}}, {{1}})", "{0} <= {1}"),
        Op.And => new("{0} & {1}", "{0} && {1}"),
        Op.Select => new($"{VectorType}.ConditionalSelect({{0}}, {{1}}, {{2}})", "{0} ? {1} : {2}"),
        Op.All => new("Lanes.All({0})", "{0}"),
        Op.Broadcast => new($"{VectorType}.Create({{0}})", "{0}"),
        Op.Widen => new("", "(double){0}"),
        Op.WidenLower => new($"{VectorType}.WidenLower({{0}})", "(double){0}"),
        Op.WidenUpper => new($"{VectorType}.WidenUpper({{0}})", "(double){0}"),
        Op.Narrow => new($"{VectorType}.Narrow({{0}}, {{1}})", "(float){0}"),
        Op.Fold => new("Lanes.Fold({0})", "{0}"),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "An operation without a row."),
    };

    private static IsaRow Same(string text) => new(text, text);
}
