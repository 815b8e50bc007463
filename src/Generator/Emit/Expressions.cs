using System;
using System.Linq;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;

namespace NormGen.Generator.Emit;

/// <summary>C# text of an expression, and whether it stands alone without parentheses.</summary>
internal readonly record struct Text(string Code, bool IsAtom)
{
    public string Operand => IsAtom ? Code : "(" + Code + ")";
}

/// <summary>The C# text of operations, integers and memory accesses, through the rows of an instruction set.</summary>
/// <param name="constants">Where long constants are named; null to write them where they are used.</param>
internal sealed class Expressions(InstructionSet isa, VectorConstants? constants = null)
{
    public Text Of(Let let, Func<Value, Text> value)
    {
        var row = isa.Row(let.Op);
        var template = let.Arguments.Any(a => a.IsVector) || let.Target.IsVector ? row.Vector : row.Scalar;
        var isCall = template.EndsWith(")", StringComparison.Ordinal) && !template.StartsWith("(", StringComparison.Ordinal);
        var arguments = let.Arguments.Select(value).Select(a => isCall && template[0] != '{' ? a.Code : a.Operand).ToArray<object>();
        return new(string.Format(System.Globalization.CultureInfo.InvariantCulture, template, arguments), isCall);
    }

    public static Text Call(LetCall call, Func<Value, Text> value) =>
        new($"{call.Function}({string.Join(", ", call.Arguments.Select(a => value(a).Code))})", IsAtom: true);

    public Text Constant(LetConstant constant) => new(
        constant.Target.Type switch
        {
            IrType.Float => Literals.Single((float)constant.Number),
            IrType.Double => Literals.Double(constant.Number),
            IrType.Floats when constants is not null && !Literals.IsShort((float)constant.Number) =>
                constants.Name((float)constant.Number) + "()",
            IrType.Floats => $"{isa.VectorType}.Create({Literals.Single((float)constant.Number)})",
            _ => $"{isa.VectorType}.Create({Literals.Double(constant.Number)})",
        },
        IsAtom: true);

    public Text First(LetFirst first, Func<Value, Text> value) => new(
        $"Lanes.First({Integer(Index.Beyond(first.Count, first.LaneOffset)).Code}, {value(first.First).Code}, {value(first.Rest).Code})",
        IsAtom: true);

    public Text Load(Load load, Func<Value, Text> value)
    {
        var at = Integer(load.At);
        return load switch
        {
            { Count: { } count } => new($"Lanes.Load(ref {load.Region.Name}, {at.Code}, {Integer(count).Code}, {value(load.Fill!).Code})", true),
            { Target.IsVector: true } => new($"{isa.VectorType}.LoadUnsafe(ref {load.Region.Name}{After(load.At)})", true),
            _ => new(Element(load.Region, load.At), true),
        };
    }

    public string Store(Store store, Func<Value, Text> value) => store switch
    {
        { Count: { } count } =>
            $"Lanes.Store({value(store.Source).Code}, ref {store.Region.Name}, {Integer(store.At).Code}, {Integer(count).Code});",
        { Source.IsVector: true, Region.IsNarrow: true } =>
            $"Lanes.Store({value(store.Source).Code}, ref {store.Region.Name}, {Integer(store.At).Code});",
        { Source.IsVector: true } => $"{value(store.Source).Operand}.StoreUnsafe(ref {store.Region.Name}{After(store.At)});",
        _ => $"{Element(store.Region, store.At)} = {value(store.Source).Code};",
    };

    public Text Number(Index number) => new("(double)" + Integer(number).Operand, IsAtom: false);

    public Text Integer(Index index) => index switch
    {
        Index.Constant constant => new(Literals.Integer(constant.Value), true),
        Index.Variable variable => new(variable.Name, true),
        Index.Binary { Op: IndexOp.Minimum } min => new($"Math.Min({Integer(min.Left).Code}, {Integer(min.Right).Code})", true),
        Index.Binary { Op: IndexOp.Maximum } max => new($"Math.Max({Integer(max.Left).Code}, {Integer(max.Right).Code})", true),
        Index.Binary { Op: IndexOp.SaturatingSubtract } rest => new($"Lanes.Beyond({Integer(rest.Left).Code}, {Integer(rest.Right).Code})", true),
        Index.Binary binary => new($"{Chained(binary)} {Symbol(binary.Op)} {Integer(binary.Right).Operand}", false),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Left operands of one precedence need no parentheses.</summary>
    private string Chained(Index.Binary binary)
    {
        var left = Integer(binary.Left);
        return binary.Left is Index.Binary inner && IsFactor(inner.Op) == IsFactor(binary.Op) ? left.Code : left.Operand;
    }

    private static bool IsFactor(IndexOp op) => op is IndexOp.Multiply or IndexOp.Divide or IndexOp.Remainder;

    private string After(Index at) => at.IsZero ? "" : ", " + Integer(at).Code;

    private string Element(Region buffer, Index at) =>
        at.IsZero ? buffer.Name : $"Unsafe.Add(ref {buffer.Name}, {Integer(at).Code})";

    private static string Symbol(IndexOp op) => op switch
    {
        IndexOp.Add => "+",
        IndexOp.Subtract => "-",
        IndexOp.Multiply => "*",
        IndexOp.Divide => "/",
        _ => "%",
    };
}
