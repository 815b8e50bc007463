using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;

namespace NormGen.Compiler.Tests.Ir;

/// <summary>A block of IR as lines, for tests to compare: <c>sum = Add x y</c>.</summary>
internal static class IrText
{
    public static readonly Region Input = new("input");
    public static readonly Region Output = new("output");
    public static readonly Region Table = new("table", IsDouble: true);

    /// <summary>The size that functions are told.</summary>
    public static readonly Index Outer = Index.Named("outer");

    private static readonly Expressions Integers = new(new Portable());

    public static string Of(IReadOnlyList<Statement> block) => string.Join('\n', block.SelectMany(Lines));

    /// <summary>The lines of a function that a test builds, lowered for an instruction set.</summary>
    public static string Lowered(InstructionSet isa, Action<IrBuilder> build) => Of(Lowering.Lower(Build(build), isa).Body);

    /// <summary>A function over <see cref="Input"/>, <see cref="Output"/> and <see cref="Table"/>, told one size.</summary>
    public static Function Build(Action<IrBuilder> build)
    {
        var builder = new IrBuilder([Input.Name, Output.Name, Table.Name, "outer"]);
        build(builder);
        return new Function("Test", [Input, Output, Table], [], ["outer"], null, builder.Statements);
    }

    /// <summary>Sixteen floats of the input, by a name.</summary>
    public static Value Vector(this IrBuilder b, string name, Index at, Index? count = null, Value? fill = null) =>
        b.Load(Input, at, IrType.Floats, count, fill, name);

    private static IEnumerable<string> Lines(Statement statement) => statement switch
    {
        Let let => [$"{let.Target} = {let.Op} {string.Join(' ', let.Arguments)}"],
        LetConstant constant => [$"{constant.Target} = {constant.Number.ToString("R", CultureInfo.InvariantCulture)}"],
        LetNumber number => [$"{number.Target} = {At(number.Number)}"],
        LetFirst first => [$"{first.Target} = {At(first.Count)} from lane {first.LaneOffset}: {first.First}, {first.Rest}"],
        LetIndex index => [$"{index.Name} = {At(index.Number)}"],
        Assign assign => [$"{assign.Variable} := {assign.Source}"],
        Load { Fill: { } fill } load => [$"{load.Target} = {load.Region.Name}[{At(load.At)}]{Part(load.Count)} else {fill}"],
        Load load => [$"{load.Target} = {load.Region.Name}[{At(load.At)}]{Part(load.Count)}"],
        LoadFolded load => [$"{load.Target} = folded {load.Region.Name}[{At(load.At)}]"],
        Store store => [$"{store.Region.Name}[{At(store.At)}]{Part(store.Count)} = {store.Source}"],
        Loop loop => [$"for {loop.Variable} in {At(loop.From)}..{At(loop.To)} by {At(loop.Step)}", .. Nested(loop)],
        Unless unless => [$"unless {unless.Flag}", .. Nested(unless)],
        When branch => [$"when {branch.Flag}", .. Nested(branch)],
        WhenNonZero test => [$"when {At(test.Number)}", .. Nested(test)],
        Comment comment => ["// " + comment.Text],
        Seam => ["---"],
        _ => throw new ArgumentOutOfRangeException(nameof(statement), statement, "Unknown."),
    };

    private static IEnumerable<string> Nested(Statement statement) =>
        Statements.Body(statement).SelectMany(Lines).Select(line => "  " + line);

    private static string At(Index index) => Integers.Integer(index).Code;

    private static string Part(Index? count) => count is null ? "" : $" of {At(count)}";
}
