using System;
using System.Collections.Generic;
using NormGen.Generator.Isas;

namespace NormGen.Generator.Emit;

/// <summary>
/// The vectors of one number that the functions of an instruction set share. Formulas name them, so that they read as formulas and the
/// bits of a coefficient stand in one place; the JIT puts the constant where the name stands.
/// </summary>
internal sealed class VectorConstants(InstructionSet isa)
{
    private readonly SortedDictionary<string, float> used = new(StringComparer.Ordinal);

    /// <summary>The name of a vector of one number.</summary>
    public string Name(float number)
    {
        var name = "Constant" + Literals.Bits(number);
        used[name] = number;
        return name;
    }

    /// <summary>Writes what has been named.</summary>
    public void Write(CodeWriter writer)
    {
        foreach (var constant in used)
        {
            writer.Line();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            writer.Line($"private static {isa.VectorType}<float> {constant.Key}() => {isa.VectorType}.Create({Literals.Single(constant.Value)});");
        }
    }
}
