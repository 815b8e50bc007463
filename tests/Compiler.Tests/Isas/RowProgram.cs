using System;
using System.Globalization;
using System.Reflection;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;

namespace NormGen.Compiler.Tests.Isas;

/// <summary>
/// Every row's vector text as a method over arrays, sixteen lanes after sixteen lanes, and its scalar text as a method over single
/// lanes, all compiled together.
/// </summary>
internal static class RowProgram
{
    private static readonly string[] Operands = ["x", "y", "z"];

    private static readonly Lazy<Assembly> LazyAssembly = new(() => InMemory.Load(InMemory.Compile(Text())));

    public static Array RunVector(InstructionSet isa, RowCase row, Array[] operands) => Run("Vector_" + row.NameFor(isa), row, operands);

    public static Array RunScalar(InstructionSet isa, RowCase row, Array[] operands) => Run("Scalar_" + row.NameFor(isa), row, operands);

    private static Array Run(string method, RowCase row, Array[] operands)
    {
        Array result = row.ResultType == IrType.Doubles ? new double[operands[0].Length] : new float[operands[0].Length];
        LazyAssembly.Value.Method<Action<Array[], Array>>("Rows", method)(operands, result);
        return result;
    }

    private static string Text()
    {
        var writer = new CodeWriter();
        writer.Lines("using global::System;", "using global::System.Runtime.Intrinsics;", "using Lanes = global::NormGen.Runtime.Lanes;");
        using (writer.Braces("public static class Rows"))
        {
            foreach (var isa in InstructionSets.All)
            {
                foreach (var row in RowCase.All)
                {
                    Vector(writer, isa, row);
                    Scalar(writer, isa, row);
                }
            }
        }

        return writer.ToString();
    }

    private static void Vector(CodeWriter writer, InstructionSet isa, RowCase row)
    {
        var (from, to) = (isa.LanesOf(row.Type), isa.LanesOf(row.ResultType));
        using (Method(writer, "Vector_" + row.NameFor(isa), row))
        using (writer.Braces($"for (nuint at = 0; at < (nuint)result.Length; at += {Number(Math.Max(from, to))})"))
        {
            if (row.Op == Op.Narrow)
            {
                writer.Line($"var x_ = {Register(isa, "x", 0)};");
                writer.Line($"var y_ = {Register(isa, "x", from)};");
            }
            else
            {
                foreach (var operand in Operands[..row.Operands])
                {
                    writer.Line($"var {operand}_ = {(row.Op == Op.Broadcast ? operand + "[at]" : Register(isa, operand, 0))};");
                }
            }

            // The upper half of a register goes where its lanes were.
            var offset = row.Op == Op.WidenUpper ? to : 0;
            writer.Line($"({Instantiate(isa.Row(row.Op).Vector)}).StoreUnsafe(ref result[0], at + {Number(offset)});");
        }
    }

    private static void Scalar(CodeWriter writer, InstructionSet isa, RowCase row)
    {
        using (Method(writer, "Scalar_" + row.NameFor(isa), row))
        using (writer.Braces("for (var i = 0; i < result.Length; i++)"))
        {
            for (var i = 0; i < row.Operands; i++)
            {
                writer.Line($"var {Operands[i]}_ = {Operands[i]}[i]{(row.TakesMask(i) ? " != 0" : "")};");
            }

            var text = Instantiate(isa.Row(row.Op).Scalar);
            var isDouble = row.ResultType == IrType.Doubles;
            writer.Line(row.GivesMask
                ? $"result[i] = {text} ? {(isDouble ? "BitConverter.Int64BitsToDouble(-1)" : "BitConverter.Int32BitsToSingle(-1)")} : 0;"
                : $"result[i] = ({Element(row.ResultType)})({text});");
        }
    }

    private static CodeWriter.Block Method(CodeWriter writer, string name, RowCase row)
    {
        var block = writer.Braces($"public static void {name}(Array[] operands, Array results)");
        for (var i = 0; i < row.Operands; i++)
        {
            writer.Line($"var {Operands[i]} = ({Element(row.Type)}[])operands[{Number(i)}];");
        }

        writer.Line($"var result = ({Element(row.ResultType)}[])results;");
        return block;
    }

    private static string Register(InstructionSet isa, string array, int offset) =>
        $"{isa.VectorType}.LoadUnsafe(ref {array}[0], at + {Number(offset)})";

    private static string Instantiate(string template) => string.Format(CultureInfo.InvariantCulture, template, "x_", "y_", "z_");

    private static string Element(IrType type) => type == IrType.Doubles ? "double" : "float";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
